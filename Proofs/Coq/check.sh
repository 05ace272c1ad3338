#!/bin/sh
# Run by `make check`, after `make`: no unproved statement, the axioms are the expected ones,
# and altered certificates are rejected.
set -eu
export LC_ALL=C
cd "$(dirname "$0")"
mkdir -p check
coqc() { command coqc -q -w -ambiguous-paths,-notation-overridden -R . KernelCalculator "$@"; }

echo "sources: no unproved statement"
if grep -nwE 'Admitted|admit|give_up|Axiom|Axioms|Parameter|Parameters|Conjecture|Abort|bypass_check' ./*.v certificates/*.v
then echo "forbidden word in the sources"; exit 1; fi

# assumptions PREFIX: reads theorem names File.theorem, prints "File: axiom axiom ..." for the
# theorems of each file together, and "certificates: ..." for those of all certificates.
assumptions() {
  awk '{ m = $1; sub(/\.[^.]*$/, "", m); t = "@KernelCalculator." $1
         g = m ~ /^certificates\./ ? "certificates" : m
         if (!(g in all)) { order[++n] = g; all[g] = t } else all[g] = all[g] ", " t
         if (!(m in seen)) { seen[m] = 1; modules[g] = modules[g] " " m } }
       END { for (i = 1; i <= n; i++) { g = order[i]
         print "From KernelCalculator Require" modules[g] "."
         print "Goal True. idtac \"@ " g "\". exact I. Qed."
         print "Definition theorems" i " := (" all[g] ")."
         print "Print Assumptions theorems" i "." } }' > "check/$1.v"
  coqc "check/$1.v" > "check/$1.out"
  awk '/^@ / { if (n) print n ":" a; n = $2; a = ""; next }
       /^[A-Za-z_][A-Za-z0-9_.]*( :|$)/ { if ($1 != "Axioms:") a = a " " $1 }
       END { print n ":" a }' "check/$1.out"
}

echo "axioms of the library's theorems"
assumptions library < theorems.txt > check/axioms.txt
diff -u axioms.expected check/axioms.txt

echo "axioms of the certificates"
for f in certificates/*.v; do basename "$f" .v; done | sed 's/.*/certificates.&.certified/' |
  assumptions certificates > check/axioms-certificates.full
sed 's/[^:]*://' check/axioms-certificates.full | tr ' ' '\n' | sed '/^$/d' | sort -u > check/axioms-certificates.txt
diff -u axioms-certificates.expected check/axioms-certificates.txt

echo "altered certificates are rejected"
# rejected NAME SED: the copy altered by SED must fail at the check itself.
rejected() {
  sed "$2" "certificates/$1.v" > "check/altered_$1.v"
  if cmp -s "certificates/$1.v" "check/altered_$1.v"; then echo "$1: nothing altered"; exit 1; fi
  if coqc "check/altered_$1.v" > "check/altered_$1.out" 2>&1; then echo "$1: accepted"; exit 1; fi
  grep -q 'has type "true = true"' "check/altered_$1.out" || { cat "check/altered_$1.out"; exit 1; }
}
rejected closed_interval 's/Rat 49 100/Rat 50 100/; s,49 / 100,50 / 100,'   # a false statement
rejected tie_at_one 's/  \[3; 6; /  [/'                                       # cut points missing
rejected ranking_variance 's/Definition net_3 .*/Definition net_3 := net_1./'  # another network
rejected eq12_variance 's/ 0 1 = true/ 1 1 = true/'                          # a point outside
echo "all checks passed"
