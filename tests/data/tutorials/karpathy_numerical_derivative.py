# Source: The spelled-out intro to neural networks and backpropagation (A. Karpathy), "derivative of a simple function"
# https://www.youtube.com/watch?v=VMj-3S1tku0
# Graph: none
def f(x):
    return 3*x**2 - 4*x + 5

h = 0.000001
x = 2/3
print((f(x + h) - f(x))/h)

# les get more complex
h = 0.0001

# inputs
a = 2.0
b = -3.0
c = 10.0

d1 = a*b + c
c += h
d2 = a*b + c

print('d1', d1)
print('d2', d2)
print('slope', (d2 - d1)/h)
