//! The `factlint` program. Everything is in the library.

fn main() -> std::process::ExitCode {
    factlint::cli::main()
}
