//! The `factlint` program. Everything is in the library.

/// Rules are made of many small strings, and so is every sentence: an allocator made for that takes a sixth off every run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    factlint::cli::main()
}
