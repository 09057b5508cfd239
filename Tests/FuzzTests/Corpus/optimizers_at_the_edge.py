w = param([0.0, 1e200])
for make in [SGD, Adam, RMSprop, Adagrad, Adadelta]:
    opt = make([w], lr=1e308)
    (w * w).sum().backward()
    opt.step()
print(w)
