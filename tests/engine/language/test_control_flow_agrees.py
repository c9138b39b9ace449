"""Loops, functions and containers print what Python itself prints, character for character."""

import pytest

PROGRAMS = {
    "for over a range": "for i in range(3):\n    print(i)",
    "for over a list with else": "for v in [1, 2.5, 'a']:\n    print(v)\nelse:\n    print('end')",
    "for with break and else": "for v in range(5):\n    if v == 2: break\n    print(v)\nelse:\n    print('no')",
    "for with continue": "for v in range(5):\n    if v % 2: continue\n    print(v)",
    "for over pairs": "for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:\n    print(a, b, c)",
    "for with a starred target": "for a, *b in [(1, 2, 3), (4,)]:\n    print(a, b)",
    "for over text, tuple, dict": "for c in 'ab': print(c)\nfor c in (1, 2): print(c)\nfor k in {'x': 1}: print(k)",
    "for over items": "for k, v in {'a': 1, 'b': 2}.items():\n    print(k, v)",
    "for over a set": "for v in {1}: print(v)",
    "for over enumerate and zip": (
        "for i, (a, b) in enumerate(zip([1, 2, 3], 'xy'), start=1):\n    print(i, a, b)"
    ),
    "for over a list that grows": "l = [1]\nfor v in l:\n    if v < 4: l.append(v + 1)\nprint(l)",
    "nested loops and break": (
        "for i in range(3):\n    for j in range(3):\n        if j == 2: break\n        print(i, j)\n    else:\n"
        "        print('never')"
    ),
    "the loop variable stays": "for i in range(4): pass\nprint(i)",
    "for over a tensor": (
        "import torch\nt = torch.tensor([[1., 2.], [3., 4.]], requires_grad=True)\n"
        "for row in t:\n    print(row)\n    for v in row: print(v)"
    ),
    "while": "n = 10\nwhile n > 3:\n    n -= 3\nelse:\n    print('done')\nprint(n)",
    "while with break": "n = 0\nwhile True:\n    n += 1\n    if n > 4: break\nelse:\n    print('no')\nprint(n)",
    "while on a tensor": "import torch\nx = torch.tensor(1.)\nwhile x < 10:\n    x = x * 2\nprint(x)",
    "if, elif, else": (
        "for x in [-1, 0, 1]:\n    if x < 0:\n        print('negative')\n    elif x == 0:\n"
        "        print('zero')\n    else:\n        print('positive')"
    ),
    "truth of containers": "for v in [[], [0], {}, {1: 2}, '', 'a', None, 0.0]:\n    print(bool(v), not v)",
    "def with defaults": "def f(a, b=2, *, c=3):\n    return a, b, c\nprint(f(1), f(1, 5), f(1, c=4), f(b=1, a=0))",
    "def with stars": (
        "def f(*args, **kwargs):\n    return args, kwargs\n"
        "print(f(), f(1, 2), f(1, x=3), f(*[1, 2], *(3,), **{'a': 1}, b=2))"
    ),
    "positional-only": "def f(a, /, b):\n    return a - b\nprint(f(5, 2), f(5, b=1))",
    "no return": "def f(): pass\nprint(f())",
    "docstrings": 'def f(x):\n    """Doubles."""\n    return 2 * x\n"""A text."""\nprint(f(4))',
    "annotations": (
        "from torch import Tensor\n"
        "def f(x: 'Whatever', n: int = 2) -> float:\n    y: float = x * n\n    return y\nz: int\nw: float = f(1.5)\n"
        "print(w)"
    ),
    "recursion": "def fact(n):\n    return 1 if n == 0 else n * fact(n - 1)\nprint(fact(20), [fact(i) for i in range(6)])",
    "mutual recursion": (
        "def even(n): return True if n == 0 else odd(n - 1)\n"
        "def odd(n): return False if n == 0 else even(n - 1)\nprint(even(10), odd(7), even(3))"
    ),
    "closures": (
        "def make(n):\n    def add(x):\n        return x + n\n    return add\n"
        "f, g = make(1), make(10)\nprint(f(1), g(1), f(2))"
    ),
    "closures see later values": (
        "fs = [lambda: i for i in range(3)]\nprint([f() for f in fs])\n"
        "gs = [lambda i=i: i for i in range(3)]\nprint([g() for g in gs])"
    ),
    "nonlocal": (
        "def counter():\n    n = 0\n    def step():\n        nonlocal n\n        n += 1\n        return n\n"
        "    return step\nc = counter()\nprint(c(), c(), c())"
    ),
    "global": "total = 0\ndef add(v):\n    global total\n    total += v\nadd(2)\nadd(3)\nprint(total)",
    "local names shadow": "x = 1\ndef f(x):\n    x = x + 1\n    return x\nprint(f(5), x)",
    "a default is made once": "def f(v, l=[]):\n    l.append(v)\n    return l\nprint(f(1), f(2))",
    "names of functions are Python's": "def sin(x): return x + 1\nsum = 3\nprint(sin(1), sum)\ndel sum\nprint(sum([1, 2]))",
    "lambda": "f = lambda x, y=2: x * y\nprint(f(3), f(3, 4), (lambda *a: a)(1, 2))",
    "functions as values": (
        "import math\ndef twice(f, x): return f(f(x))\n"
        "print(twice(math.sqrt, 16.), twice(lambda v: v + 1, 0), {'f': abs}['f'](-2))"
    ),
    "comprehensions": (
        "print([i * j for i in range(3) for j in range(i)], {i: i**2 for i in range(3)}, {i % 2 for i in range(4)})"
    ),
    "conditions in comprehensions": "print([x for x in range(20) if x % 2 if x % 3], sum(x for x in [1, 2, 3]))",
    "comprehensions have a scope": "i = 5\nprint([i for i in range(3)], i, [[j for j in range(i)] for i in range(3)])",
    "a comprehension reads outer names": "n = 3\ndef f(m): return [n * m * k for k in range(2)]\nprint(f(2))",
    "walrus": (
        "if (n := 5) > 3: print(n)\nprint([y := 2, y**2])\nprint([last := v for v in range(3)], last)\n"
        "def f():\n    r = [(m := k) for k in range(3)]\n    return m\nprint(f())"
    ),
    "starred unpacking": "a, *b = [1, 2, 3]\n*c, d = 'xyz'\ne, *f, g = (1, 2)\nprint(a, b, c, d, e, f, g)\n[h, i] = {1: 2, 3: 4}\nprint(h, i)",
    "swaps and chains": "a, b = 1, 2\na, b = b, a\nx = y = [0]\nx.append(1)\nprint(a, b, y)",
    "starred displays": "a = [1, 2]\nprint([*a, 3, *'xy'], (*a,), {**{'k': 1}, 'j': 2}, max(*a))",
    "list methods": (
        "l = [3, 1, 2]\nl.append(5); l.extend((7, 8)); l.insert(0, 9)\nprint(l, l.pop(), l.pop(0), l.index(1), l.count(2))\n"
        "l.sort(); print(l); l.sort(reverse=True); print(l); l.reverse(); print(l); l.remove(1); print(l, l.copy())\n"
        "l.clear(); print(l)"
    ),
    "elements": "l = [1, 2, 3]\nl[0] = 9; l[-1] += 1; l[1:2] = [7, 8]\nd = {'a': [1]}\nd['b'] = 2; d['a'][0] -= 5; d['b'] *= 3\nprint(l, d)",
    "augmented assignment is in place": "a = b = [1]\na += [2]\nprint(b)\nt = u = (1,)\nt += (2,)\nprint(u, t)\ns = 'a'\ns *= 3\nprint(s)",
    "dict methods": (
        "d = {'a': 1}\nprint(d.get('a'), d.get('z'), d.get('z', 0), d.pop('a'), d.setdefault('q', []))\n"
        "d.update({'r': 2}); d.update(s=3)\nprint(d, len(d), 'r' in d, 'zz' not in d, list(d), list(d.keys()), list(d.values()), d.copy())"
    ),
    "sets": "s = {3, 1}\ns.add(2); s.discard(9)\nprint(s, len(s), 2 in s, s | {4}, s & {1}, s - {1}, set([1, 1]), s.union([7]))",
    "dict and set from others": "print(dict([('a', 1)], b=2), dict(zip('xy', [1, 2])), set(), dict(), list({'k': 1}), tuple('ab'))",
    "text methods": (
        "print('a-b'.split('-'), ', '.join(['x', 'y']), ' a '.strip(), 'aB'.lower(), 'aB'.upper(), 'ab'.replace('a', 'c'))\n"
        "print('ab'.startswith('a'), 'x'.rjust(3) + '|', 'x'.center(5, '*'), '7'.zfill(3), 'abcab'.count('ab'), 'abc'.find('c'))\n"
        "print('a b c'.split(), 'title case'.title(), 'abc'[1], 'abc'[::-1], 'a' 'b' + 'c', 'b' in 'abc')"
    ),
    "tuple methods": "t = (1, 2, 1)\nprint(t.count(1), t.index(2), t[0], t[1:], t + (3,), t < (2,))",
    "builtins": (
        "print(list(enumerate('ab')), list(zip([1, 2], [3, 4])), sorted([3, 1, 2]), sorted('bca', reverse=True), list(reversed([1, 2])))\n"
        "print(any([0, 1]), all([1, 0]), list(map(abs, [-1, 2])), list(filter(None, [0, 1])), sum([1, 2], 10), min([3, 1]), max(1, 2))\n"
        "print(str(3.0) + 'x', int('12'), float('1.5'), repr('a'), bool([]), list(range(5, 0, -2)), round(2.5), round(2.675, 2), pow(2, 10, 1000))"
    ),
    "keys": (
        "print(sorted(['bb', 'a'], key=len), sorted([1, -3, 2], key=lambda v: -abs(v)), max([1, -3], key=abs), min('b', 'a'))\n"
        "l = [(1, 'b'), (0, 'c')]\nl.sort(key=lambda p: p[1])\nprint(l, max([], default=7), list(map(lambda a, b: a + b, [1], [2])))"
    ),
    "Python's numbers": (
        "print(sum([0.1] * 3), sum([]), sum([1.5, 2]), min(2, 1.0), max([1, 2.0]), abs(-2.5), abs(3 + 4j), round(-0.5), round(1234.5678, -2))\n"
        "print(sum([2**70, 1]), max(2**80, 3), pow(2, 70), pow(2.0, 3), min([[1, 2], [1]]), sum([[1], [2]], []), abs(-2**80))"
    ),
    "isinstance": (
        "import torch\nx = torch.ones(1)\nprint(isinstance(x, torch.Tensor), isinstance(1, int), isinstance(1, float), "
        "isinstance(True, int), isinstance('a', (int, str)), isinstance([], list), isinstance((1,), (list, dict)))"
    ),
    "formats": (
        'x, w, p = 3.14159, 10, 2\nprint(f\'{x:.2f}|{x:{w}.{p}f}|{x=}|{x = :.1f}|{"a"!r}|{w:>5}|{[1, 2]}|{ {"k": 1} }|{w:,}\')\n'
        "for i in range(3): print(f'step {i:3d}: loss {1 / (i + 1):.4f}')"
    ),
    "print's separators": "print(1, 2, sep='', end='!\\n')\nprint(*[1, 2], sep=', ', flush=True)\nprint()\nprint(end='')",
    "conditional and chains": "x = 5\nprint('a' if x > 3 else 'b', 1 < x <= 5 != 6, 3 < x < 4, x and 0 or 'z')",
    "del": "x = 1\ndel x\nx = 2\na = b = 3\ndel a, b\nprint(x)",
    "assert": "assert 1 < 2, 'never'\nassert [0]\nprint('ok')",
    "comparison of containers": "print([1, [2]] == [1, [2]], (1, 2) < (1, 3), {'a': 1} == {'a': 1}, [1] != [2], {1, 2} >= {1}, [] is None)",
    "no_grad": (
        "import torch\nw = torch.ones(2, requires_grad=True)\nwith torch.no_grad():\n    y = w * 2\n    print(y, torch.is_grad_enabled())\n"
        "    with torch.enable_grad():\n        print(w * 3)\nprint(y.requires_grad, (w * 2).requires_grad)\n"
        "with torch.set_grad_enabled(False) as nothing, torch.autograd.set_detect_anomaly(False):\n    print(w * 2, nothing)\n"
        "torch.set_grad_enabled(False)\nprint(w * 2)\ntorch.set_grad_enabled(True)\nprint(w * 2)"
    ),
    "return through no_grad": (
        "import torch\nw = torch.ones(2, requires_grad=True)\ndef f(x):\n    with torch.no_grad():\n        return x * 2\n"
        "print(f(w), torch.is_grad_enabled())"
    ),
    "elements of a tensor": (
        "import torch\nx = torch.zeros(2, 3)\nx[0] = 1; x[1, 2] = 5.; x[0, 1:] += 2; x[x > 2] = -1\nprint(x)\n"
        "w = torch.ones(3, requires_grad=True)\ny = w * 2\ny[0] = 0.\ny[1] *= 3\nprint(y)\ny.sum().backward()\nprint(w.grad)"
    ),
    "attributes": (
        "import torch\nw = torch.ones(2, requires_grad=True)\n(w**2).sum().backward()\nwith torch.no_grad():\n    w -= 0.1 * w.grad\n"
        "print(w, w.grad)\nw.grad *= 2\nprint(w.grad)\nw.grad = None\nw.data -= 1\nprint(w)\nw.requires_grad = False\nprint(w)"
    ),
    "Python's sum and max of tensors": (
        "import torch\na, b = torch.tensor(1., requires_grad=True), torch.tensor(2., requires_grad=True)\n"
        "print(sum([a, b]), sum(x * y for x, y in zip([a, b], [b, a])), max(a, b), min([a, b]), sorted([b, a]))\n"
        "print(sum((a, b), start=a), abs(-a), pow(a, 2), max([a, b], key=lambda t: -t))"
    ),
    "unpacking a tensor": "import torch\nw = torch.tensor([1., 2.], requires_grad=True)\na, b = w\nprint(a, b, *w)\nprint([v * 2 for v in w], list(w))",
    "tensors in containers": "import torch\nd = {'w': torch.ones(2), 'b': [torch.zeros(1)]}\nprint(d, (torch.ones(1),), len(d['b']))",
    "gradient descent": (
        "import torch\nx = torch.tensor(5.0, requires_grad=True)\nlosses = []\nfor step in range(20):\n    loss = (x - 2) ** 2\n"
        "    loss.backward()\n    with torch.no_grad():\n        x -= 0.1 * x.grad\n    x.grad.zero_()\n    losses.append(loss.item())\n"
        "    if step % 5 == 0:\n        print(f'{step:2d} {loss.item():.6f} {x.item():.4f}')\nprint(losses[-1], len(losses), x)"
    ),
    "the polynomial of PyTorch's tutorial": (
        "import torch\nimport math\ntorch.manual_seed(0)\nx = torch.linspace(-math.pi, math.pi, 200)\ny = torch.sin(x)\n"
        "a = torch.randn((), requires_grad=True)\nb = torch.randn((), requires_grad=True)\n"
        "learning_rate = 1e-6\nfor t in range(50):\n    y_pred = a + b * x\n    loss = (y_pred - y).pow(2).sum()\n"
        "    if t % 10 == 9:\n        print(t, loss.item())\n    loss.backward()\n    with torch.no_grad():\n"
        "        a -= learning_rate * a.grad\n        b -= learning_rate * b.grad\n        a.grad = None\n        b.grad = None\n"
        "print(f'Result: y = {a.item()} + {b.item()} x')"
    ),
    "an optimizer's loop": (
        "import torch\ntorch.manual_seed(1)\nmodel = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))\n"
        "optimizer = torch.optim.SGD(model.parameters(), lr=0.1)\nX = torch.rand(8, 2)\nfor epoch in range(3):\n"
        "    optimizer.zero_grad()\n    loss = ((model(X) - X.sum(1, keepdim=True)) ** 2).mean()\n    loss.backward()\n"
        "    optimizer.step()\n    print(epoch, loss.item())\nfor name, p in model.named_parameters():\n    print(name, p.shape)\n"
        "print(sum(p.numel() for p in model.parameters() if p.requires_grad), list(map(torch.nn.ReLU(), [torch.ones(1)])))"
    ),
    "a parameter list": (
        "import torch\nparams = [torch.ones(2, requires_grad=True), torch.zeros(1, requires_grad=True)]\n"
        "def model(x): return (x * params[0]).sum() + params[1]\nfor _ in range(2):\n    for p in params: p.grad = None\n"
        "    model(torch.tensor([1., 2.])).backward()\n    with torch.no_grad():\n        for p in params: p -= p.grad\nprint(params)"
    ),
    "a dict of parameters": (
        "import torch\np = {'w': torch.tensor(2., requires_grad=True), 'b': torch.tensor(1., requires_grad=True)}\n"
        "loss = p['w'] * 3 + p['b']\nloss.backward()\nprint({k: v.grad for k, v in p.items()})\n"
        "with torch.no_grad():\n    for v in p.values():\n        v -= 0.1 * v.grad\nprint(p)"
    ),
    "control flow in the graph": (
        "import torch\ndef f(a):\n    b = a * 2\n    while b.norm() < 1000:\n        b = b * 2\n    if b.sum() > 0:\n        c = b\n"
        "    else:\n        c = 100 * b\n    return c\na = torch.tensor(0.7, requires_grad=True)\nd = f(a)\nd.backward()\nprint(a.grad, a.grad == d / a)"
    ),
    "torch.func.grad": (
        "import torch\nf = lambda x: torch.sin(x)\nx = torch.tensor(1.)\nprint(torch.func.grad(f)(x), torch.func.grad(torch.func.grad(f))(x))\n"
        "g = lambda x, y: x * y**2\nprint(torch.func.grad(g, argnums=1)(x, x), torch.func.grad(g, argnums=(0, 1))(x, x), torch.func.grad_and_value(f)(x))"
    ),
    "torch.func's Jacobians": (
        "import torch\ndef f(x):\n    return x**2 + x.sum()\nx = torch.tensor([1., 2.])\n"
        "print(torch.func.jacrev(f)(x), torch.func.jacfwd(f)(x), torch.func.hessian(lambda x: (x**3).sum())(x))\n"
        "print(torch.func.vmap(lambda v: v * 2)(x), torch.vmap(torch.dot, in_dims=(0, None))(torch.eye(2), x))\n"
        "print(torch.vmap(torch.func.grad(lambda v: v**2))(x))"
    ),
    "torch.autograd.functional": (
        "import torch\nfrom torch.autograd.functional import jacobian, hessian\ndef f(x):\n    return x**3\nx = torch.tensor([1., 2.])\n"
        "print(jacobian(f, x), hessian(lambda x: f(x).sum(), x))\n"
        "print(torch.autograd.functional.vjp(f, x, torch.ones(2)), torch.autograd.functional.jvp(f, x, torch.ones(2)))"
    ),
    "Newton's method": (
        "import torch\ndef newton(f, x, steps=4):\n    for _ in range(steps):\n        x = x.detach().requires_grad_()\n        y = f(x)\n"
        "        (g,) = torch.autograd.grad(y, x)\n        x = x - y / g\n    return x\nprint(newton(lambda x: x**2 - 2, torch.tensor(1.)))"
    ),
    "imports in a function": "def f():\n    import math as m\n    from math import pi\n    return m.floor(pi)\nprint(f())",
    "a name that is deleted is read further out": "import torch\nx = 1\ndef f():\n    return x\nx = 2\nprint(f())",
    "indexing with a starred tuple": "import torch\ni = (0, 1)\nx = torch.arange(4).reshape(2, 2)\nprint(x[i], x[0:1, ...], x[[0, 1], [1, 0]])",
}


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_prints_what_python_prints(run, python, text):
    outcome = run(text)
    assert outcome.failure is None
    assert outcome.printed == python(text)
