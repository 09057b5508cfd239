with open('names.txt', 'w') as f:
    f.write('ann\nbob\n')
names = open('names.txt').read().splitlines()
print(names)
print(sorted(set(''.join(names))))
print({1, 2, 2})
