extension LibraryPart {
  /// Models made of models.
  static let containers = LibraryPart(
    "containers", .modules, module: "container",
    #"""
    def _needs_model(part, whole_name, hint=None):
        if not isinstance(part, Module):
            fail(f"{whole_name} is made of models, not of {describe(part)}",
                 hint if hint is not None else "a function can be called in forward(self, x) of a class of your own")

    class _Listed(Module):
        # Models by their places: what Sequential and ModuleList share.
        def _check(self, layer):
            _needs_model(layer, "a " + type(self).__name__)

        def append(self, module):
            self._check(module)
            setattr(self, str(part_count(self)), module)
            return self

        def extend(self, modules):
            if isinstance(modules, (int, float, str)) or not hasattr(modules, "__iter__") and isinstance(modules, Module):
                fail(f"extend() takes a list of models, not {describe(modules)}", "append(…) adds one")
            for module in list(modules):
                self.append(module)
            return self

        def insert(self, index, module):
            self._check(module)
            modules = parts(self)
            modules.insert(index, module)
            renumber(self, modules)
            return self

        def pop(self, key):
            module = self[key]
            del self[key]
            return module

        def __iadd__(self, other):
            return self.extend(other)

        def __len__(self):
            return part_count(self)

        def __iter__(self):
            return parts(self)

        def __setitem__(self, place, module):
            self._check(module)
            name = named_parts(self)[place % part_count(self)][0] if part(self, place) is not None else ""
            setattr(self, name, module)

        def __delitem__(self, place):
            modules = parts(self)
            if isinstance(place, int):
                part(self, place)
            del modules[place]
            renumber(self, modules)

    class Sequential(_Listed):
        """Sequential(*layers)
        Layers one after another: each is given what the one before it gave."""
        def __init__(self, *layers):
            super().__init__()
            if len(layers) == 1 and isinstance(layers[0], dict):
                for name, layer in layers[0].items():
                    _needs_model(layer, "a Sequential")
                    self.add_module(name, layer)
            else:
                for place, layer in enumerate(layers):
                    _needs_model(layer, "a Sequential", "write nn.Sequential(nn.Linear(2, 3), nn.ReLU(), …)")
                    setattr(self, str(place), layer)

        def forward(self, input):
            for layer in parts(self):
                input = layer(input)
            return input

        def __getitem__(self, place):
            if isinstance(place, int):
                return part(self, place)
            result = Sequential()
            for name, layer in named_parts(self)[place]:
                setattr(result, name, layer)
            return result

        def __add__(self, other):
            if not isinstance(other, Sequential):
                fail(f"a Sequential can be joined with another one, not with {describe(other)}",
                     "append(…) adds a layer")
            return Sequential(*(parts(self) + parts(other)))

        def __mul__(self, count):
            return Sequential(*(parts(self) * whole(count, "the number of times", 1)))

        def __rmul__(self, count):
            return self * count

    class ModuleList(_Listed):
        """ModuleList(modules=[])
        A list of models whose parameters count as the model's own."""
        def __init__(self, modules=None):
            super().__init__()
            if isinstance(modules, (int, float, str)) or isinstance(modules, Module) and not hasattr(modules, "__iter__"):
                fail(f"a ModuleList takes a list of models, not {describe(modules)}", "nn.ModuleList([nn.Linear(2, 3)])")
            if modules is not None:
                self.extend(modules)

        def __getitem__(self, place):
            return part(self, place) if isinstance(place, int) else ModuleList(parts(self)[place])

        def __add__(self, other):
            return ModuleList(parts(self) + list(other))

    class ModuleDict(Module):
        """ModuleDict(modules=None)
        A dict of models whose parameters count as the model's own."""
        def __init__(self, modules=None):
            super().__init__()
            if modules is not None:
                self.update(modules)

        def update(self, modules):
            pairs = modules.items() if isinstance(modules, (dict, ModuleDict)) else list(modules)
            for pair in pairs:
                if not isinstance(pair, (tuple, list)) or len(pair) != 2:
                    fail(f"a ModuleDict takes names with models, not {describe(pair)}",
                         "nn.ModuleDict({\"linear\": nn.Linear(2, 3)})")
                self[pair[0]] = pair[1]

        def keys(self):
            return [name for name, module in named_parts(self)]

        def values(self):
            return parts(self)

        def items(self):
            return named_parts(self)

        def pop(self, key):
            module = self[key]
            del self[key]
            return module

        def clear(self):
            for name in self.keys():
                delattr(self, name)

        def __len__(self):
            return part_count(self)

        def __iter__(self):
            return self.keys()

        def __contains__(self, name):
            return name in self.keys()

        def __getitem__(self, name):
            for key, module in named_parts(self):
                if key == name:
                    return module
            fail(f"the ModuleDict has no {name!r}",
                 "it has " + ", ".join(self.keys()) if part_count(self) > 0 else "it is empty")

        def __setitem__(self, name, module):
            if not isinstance(name, str):
                fail(f"the names in a ModuleDict are strings, not {describe(name)}", f"write {str(name)!r}")
            _needs_model(module, "a ModuleDict")
            self.add_module(name, module)

        def __delitem__(self, name):
            self[name]
            delattr(self, name)

    class ParameterDict(Module):
        """ParameterDict(parameters=None)
        A dict of tensors that the model learns."""
        def __init__(self, parameters=None):
            super().__init__()
            self._names = []
            if parameters is not None:
                self.update(parameters)

        def update(self, parameters):
            for name, value in parameters.items() if isinstance(parameters, (dict, ParameterDict)) else parameters:
                self[name] = value

        def keys(self):
            return list(self._names)

        def values(self):
            return [getattr(self, name) for name in self._names]

        def items(self):
            return [(name, getattr(self, name)) for name in self._names]

        def __len__(self):
            return len(self._names)

        def __iter__(self):
            return self.keys()

        def __contains__(self, name):
            return name in self._names

        def __getitem__(self, name):
            if name not in self._names:
                fail(f"the ParameterDict has no {name!r}",
                     "it has " + ", ".join(self._names) if len(self._names) > 0 else "it is empty")
            return getattr(self, name)

        def __setitem__(self, name, value):
            if name not in self._names:
                self._names.append(name)
            setattr(self, name, _as_parameter(value))

        def __delitem__(self, name):
            self[name]
            self._names.remove(name)
            delattr(self, name)

        def __repr__(self):
            return "ParameterDict(" + "".join([f"  ({name}): {_told(value)}" for name, value in self.items()]) + ")"

    def _as_parameter(value):
        return Parameter(value) if isinstance(value, Tensor) and not isinstance(value, Parameter) else value

    def _told(value):
        if not isinstance(value, Tensor):
            return f"Object of type: {type(value).__name__}"
        return f"{type(value).__name__} containing: [{value.dtype} of size {'x'.join([str(n) for n in value.shape])}]"

    class ParameterList(Module):
        """ParameterList(values=None)
        A list of tensors that the model learns."""
        def __init__(self, values=None):
            super().__init__()
            self._size = 0
            if values is not None:
                self.extend(values)

        def append(self, value):
            setattr(self, str(self._size), _as_parameter(value))
            self._size += 1
            return self

        def extend(self, values):
            for value in values:
                self.append(value)
            return self

        def __iadd__(self, values):
            return self.extend(values)

        def __len__(self):
            return self._size

        def __iter__(self):
            return [getattr(self, str(place)) for place in range(self._size)]

        def _place(self, place):
            if place >= self._size or place < -self._size:
                fail(f"place {place} is outside a ParameterList of {self._size}", "the first place is 0")
            return str(place % self._size)

        def __getitem__(self, place):
            return getattr(self, self._place(place)) if isinstance(place, int) else ParameterList(list(self)[place])

        def __setitem__(self, place, value):
            setattr(self, self._place(place), _as_parameter(value))

        def __repr__(self):
            lines = [f"    ({place}): {_told(value)}" for place, value in enumerate(self)]
            return "\n".join(["ParameterList("] + lines + [")"]) if len(lines) > 0 else "ParameterList()"
    """#)
}
