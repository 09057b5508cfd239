extension LibraryPart {
  /// Models made of models.
  static let containers = LibraryPart(
    "containers", .modules,
    #"""
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
                    setattr(self, str(place), layer)

        def forward(self, input):
            for layer in self.children():
                input = layer(input)
            return input

        def append(self, layer):
            setattr(self, str(len(self.children())), layer)
            return self

        def __len__(self):
            return len(self.children())

        def __iter__(self):
            return self.children()

        def __getitem__(self, place):
            picked = self.children()[place]
            return Sequential(*picked) if isinstance(picked, list) else picked

    class ModuleList(Module):
        """ModuleList(modules=[])
        A list of models whose parameters count as the model's own."""
        def __init__(self, modules=[]):
            super().__init__()
            for place, module in enumerate(modules):
                setattr(self, str(place), module)

        def append(self, module):
            setattr(self, str(len(self.children())), module)
            return self

        def extend(self, modules):
            for module in modules:
                self.append(module)
            return self

        def __len__(self):
            return len(self.children())

        def __iter__(self):
            return self.children()

        def __getitem__(self, place):
            picked = self.children()[place]
            return ModuleList(picked) if isinstance(picked, list) else picked
    """#)
}
