// The module in a memory that it shares with the kernels it carries.

/** Pages of 64 KiB to begin with: the stacks and the data of both modules, and some room. `Sources/Web/build.sh` knows. */
const firstPages = 256;

/**
 * The carried kernels, whose a·b + c is one instruction: for an engine that has it and rounds once, so that the bits are
 * those of every other machine. An engine that lacks it refuses the module, and `null` comes back.
 */
async function fusedKernels(module, memory, host) {
  const [carried] = WebAssembly.Module.customSections(module, 'kernels');
  if (!carried) return null;
  try {
    const { instance } = await WebAssembly.instantiate(carried, { env: { memory }, host });
    return instance.exports.fuses(1 + 2 ** -30, 1 + 2 ** -15) ? instance.exports : null;
  } catch {
    return null;
  }
}

/** The exports of the module of these bytes, and its memory. */
async function loadModule(bytes, host, mayFuse = true) {
  const memory = new WebAssembly.Memory({ initial: firstPages });
  const module = await WebAssembly.compile(bytes);
  let kernels = mayFuse ? await fusedKernels(module, memory, host) : null;
  const fuses = kernels !== null;
  // They must be there; nobody calls them.
  kernels ??= Object.fromEntries(
    WebAssembly.Module.imports(module).filter((one) => one.module === 'kernels').map((one) => [one.name, () => {}]));
  const { exports } = await WebAssembly.instantiate(module, { env: { memory }, host, kernels });
  if (fuses) exports.use_fused_kernels();
  return { ...exports, memory };
}
