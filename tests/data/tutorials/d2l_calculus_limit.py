# Source: Dive into Deep Learning 2.4.1, "Derivatives and Differentiation"
# https://d2l.ai/chapter_preliminaries/calculus.html
# Changes: powers of ten from a range for numpy's.
# Graph: none
def f(x):
    return 3 * x ** 2 - 4 * x

for i in range(-1, -6, -1):
    h = 10.0 ** i
    print(f'h={h:.5f}, numerical limit={(f(1+h)-f(1))/h:.5f}')
