import CertificateVerification

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

print("todo")
