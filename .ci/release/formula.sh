#!/usr/bin/env bash
# Prints the Homebrew formula of a version, as 1.2.3 or v1.2.3, with the checksums of the archives in dist/.
set -euo pipefail
cd "$(dirname "$0")/../.."

version="${1:?usage: formula.sh VERSION}"
version="${version#v}"
sum() { cut -d ' ' -f 1 "dist/factlint-$1.tar.gz.sha256"; }
archive() {
    cat <<RUBY
      url "https://github.com/factlint/factlint/releases/download/v$version/factlint-$1.tar.gz"
      sha256 "$(sum "$1")"
RUBY
}

cat <<RUBY
class Factlint < Formula
  desc "Linter for drafts that finds two statements which cannot both be true"
  homepage "https://github.com/factlint/factlint"
  version "$version"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
$(archive aarch64-apple-darwin)
    end
    on_intel do
$(archive x86_64-apple-darwin)
    end
  end

  on_linux do
    on_arm do
$(archive aarch64-unknown-linux-musl)
    end
    on_intel do
$(archive x86_64-unknown-linux-musl)
    end
  end

  def install
    bin.install "factlint"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/factlint.bash" => "factlint"
    zsh_completion.install "completions/factlint.zsh" => "_factlint"
    fish_completion.install "completions/factlint.fish"
  end

  test do
    (testpath/"draft.md").write "The flag has 51 stars. Monday, 2 January 2025.\n"
    assert_match "weekday", shell_output("#{bin}/factlint check --no-config --format short draft.md", 1)
  end
end
RUBY
