// The few C symbols that Swift's library and the kernels call where there is no C library.
typedef __SIZE_TYPE__ size_t;
typedef unsigned long long u64;
typedef unsigned u32;
typedef unsigned __int128 u128;
typedef unsigned char u8;

// MARK: Memory

#define PAGE 65536ul
#define PAGES 65536ul
extern u8 __heap_base;
/// Behind the last byte that has been taken from the memory.
static size_t top;

/// Bytes at the end of the memory, which grows by a little more than that so as not to grow often.
static u8 *take(size_t bytes, size_t alignment) {
  if (!top) top = (size_t)&__heap_base;
  size_t start = (top + alignment - 1) & ~(alignment - 1);
  size_t end = __builtin_wasm_memory_size(0) * PAGE;
  if (start + bytes > end) {
    size_t pages = (start + bytes - end + PAGE - 1) / PAGE;
    if (__builtin_wasm_memory_grow(0, pages + 16) == (size_t)-1 &&
        __builtin_wasm_memory_grow(0, pages) == (size_t)-1)
      __builtin_trap();
  }
  top = start + bytes;
  return (u8 *)start;
}

// Small blocks have no header: a page of the memory holds blocks of one size, in steps of 16 bytes, and a table says of
// which. Given back, they wait for the next of their size.
#define SMALL 512ul
#define SLABS (8 * PAGE)
typedef struct Small { struct Small *next; } Small;
static Small *waiting[SMALL / 16 + 1];
/// How many times 16 bytes the blocks of a page have; 0 where there are no small ones.
static u8 steps[PAGES];
static u8 *slabs, *slabs_end;

static void *take_small(size_t step) {
  Small *block = waiting[step];
  if (block) {
    waiting[step] = block->next;
    return block;
  }
  if (slabs == slabs_end) {
    slabs = take(SLABS, PAGE);
    slabs_end = slabs + SLABS;
  }
  size_t size = step * 16;
  u8 *page = slabs;
  slabs += PAGE;
  steps[(size_t)page / PAGE] = (u8)step;
  for (u8 *place = page + size; place + size <= page + PAGE; place += size) {
    ((Small *)place)->next = waiting[step];
    waiting[step] = (Small *)place;
  }
  return page;
}

// Large blocks have a header, know the one before them, and are joined with free neighbours when they are given back.
// Free ones stand in lists by size, 16 for every doubling, and bits tell which lists are empty: two-level segregated fit
// (Masmano, Ripoll, Crespo and Real, TLSF: a new dynamic memory allocator for real-time systems, 2004).
typedef struct Large {
  size_t size;  // of what follows the header, a multiple of 16; the lowest bit says that it is free
  struct Large *before;
  struct Large *next, *previous;  // in its list, where it is free
} Large;
#define HEADER 16ul
#define SMALLEST 32ul
#define FREE 1ul
static Large *lists[32][16];
static u32 rows, columns[32];
/// A header of no size behind the blocks that lie next to each other, so that each has one behind it.
static Large *end;

static size_t size_of(Large *block) { return block->size & ~FREE; }
static u8 *payload(Large *block) { return (u8 *)block + HEADER; }
static Large *after(Large *block) { return (Large *)(payload(block) + size_of(block)); }

static void place_of(size_t size, int *row, int *column) {
  *row = 63 - __builtin_clzll(size) - 4;
  *column = (int)(size >> *row) & 15;
}

static void put(Large *block) {
  int row, column;
  place_of(size_of(block), &row, &column);
  block->size |= FREE;
  block->previous = 0;
  block->next = lists[row][column];
  if (block->next) block->next->previous = block;
  lists[row][column] = block;
  rows |= 1u << row;
  columns[row] |= 1u << column;
}

static void pull(Large *block) {
  int row, column;
  place_of(size_of(block), &row, &column);
  block->size &= ~FREE;
  if (block->next) block->next->previous = block->previous;
  if (block->previous) {
    block->previous->next = block->next;
    return;
  }
  lists[row][column] = block->next;
  if (block->next) return;
  columns[row] &= ~(1u << column);
  if (!columns[row]) rows &= ~(1u << row);
}

/// Makes one of two blocks that lie next to each other.
static Large *join(Large *first, Large *second) {
  first->size += HEADER + size_of(second);
  after(first)->before = first;
  return first;
}

/// Parts a block: the second begins behind so many bytes of the first.
static Large *part(Large *first, size_t size) {
  Large *second = (Large *)(payload(first) + size);
  second->size = size_of(first) - size - HEADER;
  second->before = first;
  first->size = size;
  after(second)->before = second;
  return second;
}

/// A block that waits and is large enough, taken out of its list; 0 where none is found.
static Large *find(size_t size) {
  int row, column;
  place_of(size, &row, &column);
  // Arrays of a program are often of one size: the block of an earlier one is the best that there is.
  int tries = 8;
  for (Large *block = lists[row][column]; block && tries; block = block->next, tries--)
    if (size_of(block) >= size) {
      pull(block);
      return block;
    }
  // The first list of which every block is large enough.
  place_of(size + ((size_t)1 << row) - 1, &row, &column);
  u32 fitting = columns[row] & (~0u << column);
  if (!fitting) {
    u32 larger = rows & (~1u << row);
    if (!larger) return 0;
    row = __builtin_ctz(larger);
    fitting = columns[row];
  }
  Large *block = lists[row][__builtin_ctz(fitting)];
  pull(block);
  return block;
}

/// A block at the end of the memory.
static Large *extend(size_t size) {
  int isNext = end && (size_t)payload(end) == top;
  Large *left = isNext && end->before && end->before->size & FREE ? end->before : 0;
  if (left) size -= size_of(left) < size ? size_of(left) : size;
  size_t room = size < 4 * PAGE ? 4 * PAGE : size;
  Large *block = end;
  if (isNext) {
    take(room + HEADER, 16);
  } else {
    block = (Large *)take(room + 2 * HEADER, 16);
    block->before = 0;
  }
  block->size = room;
  end = after(block);
  end->size = 0;
  end->before = block;
  if (!left) return block;
  pull(left);
  return join(left, block);
}

static void *take_large(size_t alignment, size_t size) {
  size_t whole = alignment > 16 ? size + alignment + HEADER + SMALLEST : size;
  Large *block = find(whole);
  if (!block) block = extend(whole);
  if (alignment > 16) {
    u8 *place = payload(block);
    u8 *aligned = (u8 *)(((size_t)place + alignment - 1) & ~(alignment - 1));
    while (aligned != place && aligned < place + HEADER + SMALLEST) aligned += alignment;
    if (aligned != place) {
      Large *front = block;
      block = part(front, (size_t)(aligned - place) - HEADER);
      put(front);
    }
  }
  if (size_of(block) >= size + HEADER + SMALLEST) {
    Large *rest = part(block, size);
    if (after(rest)->size & FREE) {
      pull(after(rest));
      join(rest, after(rest));
    }
    put(rest);
  }
  return payload(block);
}

int posix_memalign(void **out, size_t alignment, size_t size) {
  if (size <= SMALL && alignment <= 16) *out = take_small(size ? (size + 15) / 16 : 1);
  else *out = take_large(alignment, (size < SMALLEST ? SMALLEST : size + 15) & ~15ul);
  return 0;
}

void free(void *place) {
  if (!place) return;
  size_t step = steps[(size_t)place / PAGE];
  if (step) {
    ((Small *)place)->next = waiting[step];
    waiting[step] = place;
    return;
  }
  Large *block = (Large *)((u8 *)place - HEADER);
  Large *next = after(block);
  if (next->size & FREE) {
    pull(next);
    join(block, next);
  }
  if (block->before && block->before->size & FREE) {
    pull(block->before);
    block = join(block->before, block);
  }
  put(block);
}

// The instructions for whole stretches of memory are slow for a few bytes.
void *memcpy(void *to, const void *from, size_t count) {
  if (count > 64) return __builtin_memcpy(to, from, count);
  u8 *a = to;
  const u8 *b = from;
  for (; count >= 8; count -= 8, a += 8, b += 8) {
    u64 word;
    __builtin_memcpy(&word, b, 8);
    __builtin_memcpy(a, &word, 8);
  }
  while (count--) *a++ = *b++;
  return to;
}
void *memmove(void *to, const void *from, size_t count) { return __builtin_memmove(to, from, count); }
void *memset(void *to, int byte, size_t count) { return __builtin_memset(to, byte, count); }
int memcmp(const void *x, const void *y, size_t count) {
  const u8 *a = x, *b = y;
  for (; count; count--, a++, b++)
    if (*a != *b) return *a < *b ? -1 : 1;
  return 0;
}
size_t strlen(const char *text) {
  size_t count = 0;
  while (text[count]) count++;
  return count;
}
void __stack_chk_fail(void) { __builtin_trap(); }
u64 __stack_chk_guard = 0x5bd1e995;

// MARK: The page

#define HOST(name) __attribute__((import_module("host"), import_name(name)))

/// Math.random().
HOST("random") double host_random(void);
void arc4random_buf(void *place, size_t count) {
  u8 *bytes = place;
  for (size_t i = 0; i < count; i++) bytes[i] = (u8)(host_random() * 256);
}

// JavaScript's % and Number(…) are exact.
HOST("remainder") double host_remainder(double, double);
HOST("number") double host_number(const char *, size_t);
double fmod(double x, double y) { return host_remainder(x, y); }
float fmodf(float x, float y) { return (float)host_remainder(x, y); }
const char *_swift_stdlib_strtod_clocale(const char *text, double *out) {
  size_t count = strlen(text);
  *out = host_number(text, count);
  return text + count;
}

// MARK: Numbers

// 64 × 64 → 128, and 128 × 128 → 128.
__attribute__((noinline)) static void mul64(u64 a, u64 b, u64 *hi, u64 *lo) {
  u64 al = (u32)a, ah = a >> 32, bl = (u32)b, bh = b >> 32;
  u64 ll = al * bl, lh = al * bh, hl = ah * bl, hh = ah * bh;
  u64 mid = (ll >> 32) + (u32)lh + (u32)hl;
  *lo = (mid << 32) | (u32)ll;
  *hi = hh + (lh >> 32) + (hl >> 32) + (mid >> 32);
}
u128 __multi3(u128 a, u128 b) {
  u64 hi, lo;
  mul64((u64)a, (u64)b, &hi, &lo);
  hi += (u64)(a >> 64) * (u64)b + (u64)a * (u64)(b >> 64);
  return ((u128)hi << 64) | lo;
}

double round(double x) {
  double t = __builtin_trunc(x);
  return __builtin_fabs(x - t) >= 0.5 ? t + __builtin_copysign(1.0, x) : __builtin_copysign(t, x);
}

// Shifts of 128 bits.
typedef union { u128 all; struct { u64 lo, hi; } part; } Wide;
u128 __ashlti3(u128 a, int n) {
  Wide w = {a}, r;
  if (n == 0) return a;
  if (n >= 64) { r.part.lo = 0; r.part.hi = w.part.lo << (n - 64); }
  else { r.part.lo = w.part.lo << n; r.part.hi = (w.part.hi << n) | (w.part.lo >> (64 - n)); }
  return r.all;
}
u128 __lshrti3(u128 a, int n) {
  Wide w = {a}, r;
  if (n == 0) return a;
  if (n >= 64) { r.part.hi = 0; r.part.lo = w.part.hi >> (n - 64); }
  else { r.part.hi = w.part.hi >> n; r.part.lo = (w.part.lo >> n) | (w.part.hi << (64 - n)); }
  return r.all;
}
