# Source: Building makemore part 4: becoming a backprop ninja (A. Karpathy), exercise 1, the last steps
# https://www.youtube.com/watch?v=q8SA3rM6ckI
# Changes: small logits for those of its network; print for its function cmp.
import torch

n = 4
logits = torch.randn(n, 3, requires_grad=True)
Yb = torch.tensor([0, 2, 1, 1])
logit_maxes = logits.max(1, keepdim=True).values
norm_logits = logits - logit_maxes # subtract max for numerical stability
counts = norm_logits.exp()
counts_sum = counts.sum(1, keepdims=True)
counts_sum_inv = counts_sum**-1
probs = counts * counts_sum_inv
logprobs = probs.log()
loss = -logprobs[range(n), Yb].mean()
for t in [logprobs, probs, counts_sum_inv]:
    t.retain_grad()
loss.backward()

dlogprobs = torch.zeros_like(logprobs)
dlogprobs[range(n), Yb] = -1.0/n
dprobs = (1.0 / probs) * dlogprobs
dcounts_sum_inv = (counts * dprobs).sum(1, keepdim=True)
print(torch.all(dlogprobs == logprobs.grad).item())
print(torch.allclose(dprobs, probs.grad))
print(torch.allclose(dcounts_sum_inv, counts_sum_inv.grad))
print(logits.grad)
