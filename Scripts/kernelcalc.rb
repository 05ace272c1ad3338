# A Homebrew formula for a checkout on macOS. NOT TESTED: no machine with macOS was at hand.
#
#   brew install --HEAD --formula Scripts/kernelcalc.rb
#
# The sources come from the checkout in which this file lies, at the commit that is checked out.
class Kernelcalc < Formula
  desc "Exact infinite-width kernels of network DAGs"
  homepage "https://arxiv.org/abs/2205.05662"
  license "MIT"
  head "file://#{File.expand_path("..", __dir__)}", using: :git

  depends_on xcode: ["26.0", :build]
  depends_on "pkgconf" => :build
  depends_on "gmp"
  depends_on macos: :sequoia
  depends_on "mpfr"

  def install
    ENV["LIBRARY_PATH"] = "#{HOMEBREW_PREFIX}/lib"
    system "swift", "build", "--disable-sandbox", "-c", "release", "--product", "kernelcalc"
    ENV["KERNELCALC"] = "#{buildpath}/.build/release/kernelcalc"
    system "Scripts/install", prefix
  end

  test do
    assert_match "0.318309886183790671537767526745", shell_output("#{bin}/kernelcalc evaluate 'f(0)'")
  end
end
