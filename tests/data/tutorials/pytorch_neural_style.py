# Source: Neural Transfer Using PyTorch, "Loss Functions", "Gradient Descent"
# https://docs.pytorch.org/tutorials/advanced/neural_style_tutorial.html
# Changes: one convolution for VGG, functions for the loss modules, Adam for L-BFGS with its closure, an f-string for format.
import torch
import torch.nn as nn
import torch.nn.functional as F

def gram_matrix(input):
    a, b, c, d = input.size()  # a=batch size(=1)
    features = input.view(a * b, c * d)  # resize F_XL into \hat F_XL
    G = torch.mm(features, features.t())  # compute the gram product
    # we 'normalize' the values of the gram matrix
    return G.div(a * b * c * d)

cnn = nn.Conv2d(3, 4, 3)
cnn.requires_grad_(False)
content_img, style_img = torch.rand(1, 3, 6, 6), torch.rand(1, 3, 6, 6)
content = cnn(content_img).detach()
style = gram_matrix(cnn(style_img)).detach()
input_img = content_img.clone()
input_img.requires_grad_(True)
optimizer = torch.optim.Adam([input_img], lr=0.01)

for run in range(3):
    optimizer.zero_grad()
    features = cnn(input_img)
    style_score = F.mse_loss(gram_matrix(features), style) * 1000
    content_score = F.mse_loss(features, content)
    loss = style_score + content_score
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        input_img.clamp_(0, 1)
    print(f'Style Loss : {style_score.item():4f} Content Loss: {content_score.item():4f}')
