extension LibraryPart {
  /// Models made of models.
  static let containers = LibraryPart(
    "containers", .modules,
    #"""
    def _needs_model(part, whole_name, hint=None):
        if not isinstance(part, Module):
            fail(f"{whole_name} is made of models, not of {describe(part)}", hint)

    def _renumber(module, parts):
        for name in [name for name, part in named_parts(module)]:
            delattr(module, name)
        for place, part in enumerate(parts):
            setattr(module, str(place), part)

    def _place_of(module, place):
        count = len(parts(module))
        if whole(place, "the place") >= count or place < -count:
            fail(f"place {place} is outside a {type(module).__name__} of {count}")
        return named_parts(module)[place][0]

    class Sequential(Module):
        """Sequential(*layers)
        Layers one after another: each is given what the one before it gave."""
        def __init__(self, *layers):
            super().__init__()
            if len(layers) == 1 and isinstance(layers[0], dict):
                for name in layers[0]:
                    setattr(self, name, layers[0][name])
            else:
                for place, layer in enumerate(layers):
                    _needs_model(layer, "a Sequential", "write nn.Sequential(nn.Linear(2, 3), nn.ReLU(), …)")
                    setattr(self, str(place), layer)

        def forward(self, input):
            for layer in parts(self):
                input = layer(input)
            return input

        def append(self, layer):
            _needs_model(layer, "a Sequential")
            setattr(self, str(len(parts(self))), layer)
            return self

        def extend(self, layers):
            for layer in layers:
                self.append(layer)
            return self

        def insert(self, index, layer):
            _needs_model(layer, "a Sequential")
            layers = parts(self)
            layers.insert(index, layer)
            _renumber(self, layers)
            return self

        def __len__(self):
            return len(parts(self))

        def __iter__(self):
            return parts(self)

        def __getitem__(self, place):
            picked = parts(self)[place]
            if not isinstance(picked, list):
                return picked
            result = Sequential()
            for name, layer in named_parts(self)[place]:
                setattr(result, name, layer)
            return result

        def __setitem__(self, place, layer):
            _needs_model(layer, "a Sequential")
            setattr(self, _place_of(self, place), layer)

        def __delitem__(self, place):
            layers = parts(self)
            del layers[place]
            _renumber(self, layers)

    class ModuleList(Module):
        """ModuleList(modules=[])
        A list of models whose parameters count as the model's own."""
        def __init__(self, modules=[]):
            super().__init__()
            if isinstance(modules, (int, float, str)) or isinstance(modules, Module) and not hasattr(modules, "__iter__"):
                fail(f"a ModuleList takes a list of models, not {describe(modules)}", "nn.ModuleList([nn.Linear(2, 3)])")
            self.extend([] if modules is None else modules)

        def append(self, module):
            _needs_model(module, "a ModuleList")
            setattr(self, str(len(parts(self))), module)
            return self

        def insert(self, index, module):
            _needs_model(module, "a ModuleList")
            modules = parts(self)
            modules.insert(index, module)
            _renumber(self, modules)

        def __iadd__(self, modules):
            return self.extend(modules)

        def __setitem__(self, place, module):
            _needs_model(module, "a ModuleList")
            setattr(self, _place_of(self, place), module)

        def __delitem__(self, place):
            modules = parts(self)
            del modules[place]
            _renumber(self, modules)

        def extend(self, modules):
            for module in modules:
                self.append(module)
            return self

        def __len__(self):
            return len(parts(self))

        def __iter__(self):
            return parts(self)

        def __getitem__(self, place):
            picked = parts(self)[place]
            return ModuleList(picked) if isinstance(picked, list) else picked

    class ModuleDict(Module):
        """ModuleDict(modules=None)
        A dict of models whose parameters count as the model's own."""
        def __init__(self, modules=None):
            super().__init__()
            self.update({} if modules is None else modules)

        def update(self, modules):
            for name, module in modules.items():
                self[name] = module

        def keys(self):
            return [name for name, module in named_parts(self)]

        def values(self):
            return parts(self)

        def items(self):
            return named_parts(self)

        def __len__(self):
            return len(parts(self))

        def __iter__(self):
            return self.keys()

        def __contains__(self, name):
            return name in self.keys()

        def __getitem__(self, name):
            for key, module in named_parts(self):
                if key == name:
                    return module
            fail(f"the ModuleDict has no {name!r}", "it has " + ", ".join(self.keys()))

        def __setitem__(self, name, module):
            _needs_model(module, "a ModuleDict")
            setattr(self, name, module)

    class ParameterList(Module):
        """ParameterList(values=[])
        A list of tensors that the model learns."""
        def __init__(self, values=[]):
            super().__init__()
            self.extend(values)

        def append(self, value):
            setattr(self, str(len(self)), value if isinstance(value, Parameter) else Parameter(value))
            return self

        def extend(self, values):
            for value in values:
                self.append(value)
            return self

        def __len__(self):
            return len(self.parameters(recurse=False))

        def __iter__(self):
            return self.parameters(recurse=False)

        def __getitem__(self, place):
            return self.parameters(recurse=False)[place]
    """#)
}
