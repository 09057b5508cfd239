print("\u202e\u200f\u200e\u061c\u2028\u2029\u206a\U000e0041\x1b[2J\x9b\x00")
x = "\u202e"
print([x], {x: x}, f"{x}")
