// The host of the exports where there is a C library: what a browser's page is elsewhere.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void hostWrite(const char *bytes, long count) { fwrite(bytes, 1, count, stdout); }
void hostNotice(const char *bytes, long count) { fwrite(bytes, 1, count, stderr); }
void hostTell(int kind, const char *bytes, long count) { (void)kind, (void)bytes, (void)count; }
int hostIsInterrupted(void) { return 0; }
double hostClock(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

// Swift's library reads numbers with it: the end of the number, or null.
const char *_swift_stdlib_strtod_clocale(const char *text, double *number) {
  char *end;
  *number = strtod(text, &end);
  return end;
}

void *room(long count);
int replay(void *bytes, long count);
void fingerprints(void);

static char *contents(const char *path, size_t *count) {
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(3); }
  fseek(file, 0, SEEK_END);
  *count = ftell(file);
  rewind(file);
  char *text = malloc(*count);
  *count = fread(text, 1, *count, file);
  fclose(file);
  return text;
}

/// host fingerprints | host replay STEM FILE.md
int main(int count, char **words) {
  if (count == 2 && strcmp(words[1], "fingerprints") == 0) { fingerprints(); return 0; }
  if (count != 4 || strcmp(words[1], "replay") != 0) return 2;
  size_t length, stem = strlen(words[2]);
  char *text = contents(words[3], &length);
  char *bytes = room(stem + 1 + length);
  memcpy(bytes, words[2], stem);
  bytes[stem] = '\n';
  memcpy(bytes + stem + 1, text, length);
  return replay(bytes, stem + 1 + length);
}
