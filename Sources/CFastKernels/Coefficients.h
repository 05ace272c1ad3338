// Written by Scripts/fast-kernel-coefficients; do not edit.
//
// HIGH + LOW is the constant term, and REST(X) calls X(k, coefficient of u^k) for k = 1, 2, ...
#pragma once

// (kappa1(-a))/u^(3/2), u = 1 - a in [0,1].
#define KAPPA1_DEGREE 18
#define KAPPA1_HIGH 0x1.334ed7129996bp-2
#define KAPPA1_LOW 0x1.ae52a71d5cd50p-56
#define KAPPA1_REST(X) \
  X(1, 0x1.ebb1581dc284fp-7) \
  X(2, 0x1.3c1694132c5a4p-9) \
  X(3, 0x1.24ac9c09e0c21p-11) \
  X(4, 0x1.45eec819008f3p-13) \
  X(5, 0x1.9628d5de400a8p-15) \
  X(6, 0x1.11161ad9d31b2p-16) \
  X(7, 0x1.823837301af9bp-18) \
  X(8, 0x1.2e6ce167dc5eap-19) \
  X(9, 0x1.9ecd8f20345cdp-22) \
  X(10, 0x1.9d5c7352f5079p-20) \
  X(11, -0x1.4edd6b2511672p-19) \
  X(12, 0x1.242e32addd2cbp-18) \
  X(13, -0x1.64f1d47f84ef7p-18) \
  X(14, 0x1.4c8000436697dp-18) \
  X(15, -0x1.bcd52056e252bp-19) \
  X(16, 0x1.9b39316f09c0ep-20) \
  X(17, -0x1.d48bf2aadc72ap-22) \
  X(18, 0x1.ffc4459a45a0ap-25)

// (arccos a)/(pi sqrt(u)), u = 1 - a in [0,1].
#define KAPPA0_DEGREE 20
#define KAPPA0_HIGH 0x1.ccf6429be6621p-2
#define KAPPA0_LOW 0x1.0444636763f9bp-57
#define KAPPA0_REST(X) \
  X(1, 0x1.334ed71299958p-5) \
  X(2, 0x1.1493c190c039dp-7) \
  X(3, 0x1.49422f916c62ep-9) \
  X(4, 0x1.c028502afa6b0p-11) \
  X(5, 0x1.4a0195278febcp-12) \
  X(6, 0x1.fff782d1892a7p-14) \
  X(7, 0x1.9b68a1f8df99ep-15) \
  X(8, 0x1.5c20490fa97d3p-16) \
  X(9, 0x1.b3bb6af29f1adp-18) \
  X(10, 0x1.7c9383be4f0dep-17) \
  X(11, -0x1.5195034cc8197p-16) \
  X(12, 0x1.99c800870d8aep-15) \
  X(13, -0x1.5c63c15bf03f4p-14) \
  X(14, 0x1.d85cd2374dae7p-14) \
  X(15, -0x1.ea87d2c67bb3dp-14) \
  X(16, 0x1.82a68ff21cb23p-14) \
  X(17, -0x1.be5ae22fb6d38p-15) \
  X(18, 0x1.65dc879d86b3ep-16) \
  X(19, -0x1.64f71ac58c6e9p-18) \
  X(20, 0x1.52d907cfe88bcp-21)

// 1/pi to the nearest double.
#define INVERSE_PI 0x1.45f306dc9c883p-2
