# Source: Adversarial Example Generation, "FGSM Attack"
# https://docs.pytorch.org/tutorials/beginner/fgsm_tutorial.html
# Changes: a linear model and a random image for LeNet and MNIST.
import torch
import torch.nn as nn
import torch.nn.functional as F

# FGSM attack code
def fgsm_attack(image, epsilon, data_grad):
    # Collect the element-wise sign of the data gradient
    sign_data_grad = data_grad.sign()
    # Create the perturbed image by adjusting each pixel of the input image
    perturbed_image = image + epsilon*sign_data_grad
    # Adding clipping to maintain [0,1] range
    perturbed_image = torch.clamp(perturbed_image, 0, 1)
    # Return the perturbed image
    return perturbed_image

model = nn.Sequential(nn.Flatten(), nn.Linear(9, 3), nn.LogSoftmax(dim=1))
model.eval()
data, target = torch.rand(1, 1, 3, 3), torch.tensor([2])

# Set requires_grad attribute of tensor. Important for Attack
data.requires_grad = True
output = model(data)
loss = F.nll_loss(output, target)
model.zero_grad()
loss.backward()
data_grad = data.grad.data

for epsilon in [0, .05, .1, .15, .2, .25, .3]:
    perturbed_data = fgsm_attack(data.detach(), epsilon, data_grad)
    print(epsilon, F.nll_loss(model(perturbed_data), target).item())
