// Four lanes of 32 bits through the vector extensions of the compiler: the same source becomes SSE2
// and wasm SIMD, and gives the same bits. For that, nothing here calls the C library, and the
// folder is compiled without contracting products and sums (-ffp-contract=off).
//
// Polynomials for log, exp, sine and cosine are those of Cephes for single precision (S. Moshier,
// netlib.org/cephes), without their special cases: arguments are in range by construction. Relative
// errors are below 3e-7; tests compare with the C library.
#pragma once

#include <cstdint>
#include <cstring>

namespace keyplan::simulation::simd {

inline constexpr int lanes = 4;

typedef float F32 __attribute__((vector_size(16)));
typedef std::uint32_t U32 __attribute__((vector_size(16)));
typedef std::int32_t I32 __attribute__((vector_size(16)));
typedef std::uint64_t U64 __attribute__((vector_size(16)));
typedef std::int64_t I64 __attribute__((vector_size(16)));
typedef double F64 __attribute__((vector_size(16)));
typedef std::uint32_t U32x2 __attribute__((vector_size(8)));
typedef std::int32_t I32x2 __attribute__((vector_size(8)));
typedef float F32x2 __attribute__((vector_size(8)));

inline U32 splat(std::uint32_t word) { return U32{word, word, word, word}; }
inline F32 splat(float number) { return F32{number, number, number, number}; }
inline F64 splat(double number) { return F64{number, number}; }

template <class To, class From>
To bits_of(From from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(&to, &from, sizeof(to));
  return to;
}

template <class Vector>
Vector load(const void* from) {
  Vector vector;
  std::memcpy(&vector, from, sizeof(vector));
  return vector;
}
template <class Vector>
void store(void* to, Vector vector) {
  std::memcpy(to, &vector, sizeof(vector));
}

/// `a` where the lane of the mask is all ones, `b` where it is all zeros.
inline F32 choose(I32 mask, F32 a, F32 b) { return mask ? a : b; }

struct Product {
  U32 high;
  U32 low;
};
/// The whole product of 64 bits, lane by lane.
inline Product multiply(U32 a, U32 b) {
  const U64 first = __builtin_convertvector(__builtin_shufflevector(a, a, 0, 1), U64) *
                    __builtin_convertvector(__builtin_shufflevector(b, b, 0, 1), U64);
  const U64 second = __builtin_convertvector(__builtin_shufflevector(a, a, 2, 3), U64) *
                     __builtin_convertvector(__builtin_shufflevector(b, b, 2, 3), U64);
#ifdef __wasm_simd128__
  // The same shuffles, which the compiler must not understand: it makes shifts of 64 bits of them
  // where the words are multiplied again, and then no longer sees that they have 32 bits.
  typedef std::int8_t I8 __attribute__((vector_size(16)));
  const I8 x = bits_of<I8>(first);
  const I8 y = bits_of<I8>(second);
  return {bits_of<U32>(__builtin_wasm_shuffle_i8x16(x, y, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22,
                                                    23, 28, 29, 30, 31)),
          bits_of<U32>(__builtin_wasm_shuffle_i8x16(x, y, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19,
                                                    24, 25, 26, 27))};
#else
  const U32 x = bits_of<U32>(first);
  const U32 y = bits_of<U32>(second);
  return {__builtin_shufflevector(x, y, 1, 3, 5, 7), __builtin_shufflevector(x, y, 0, 2, 4, 6)};
#endif
}

inline F32 square_root(F32 x) { return __builtin_elementwise_sqrt(x); }

/// Natural logarithm of positive, normal numbers.
inline F32 log(F32 number) {
  // number = m x 2^e with m from sqrt(1/2) to sqrt(2).
  const U32 shifted = bits_of<U32>(number) - splat(0x3f3504f3U);
  const F32 e = __builtin_convertvector(bits_of<I32>(shifted) >> 23, F32);
  const F32 m = bits_of<F32>((shifted & splat(0x007fffffU)) + splat(0x3f3504f3U));
  const F32 x = m - splat(1.0F);
  const F32 z = x * x;
  F32 y = splat(7.0376836292e-2F) * x - splat(1.1514610310e-1F);
  y = y * x + splat(1.1676998740e-1F);
  y = y * x - splat(1.2420140846e-1F);
  y = y * x + splat(1.4249322787e-1F);
  y = y * x - splat(1.6668057665e-1F);
  y = y * x + splat(2.0000714765e-1F);
  y = y * x - splat(2.4999993993e-1F);
  y = y * x + splat(3.3333331174e-1F);
  y = y * x * z - e * splat(2.12194440e-4F) - splat(0.5F) * z;
  return x + y + e * splat(0.693359375F);
}

/// 2 to the power of a number within -100 and 100.
inline F32 exp2(F32 number) {
  // Adding and taking away 1.5 x 2^23 rounds to the nearest integer.
  const F32 shifted = number + splat(12582912.0F);
  const F32 whole = shifted - splat(12582912.0F);
  const U32 exponent = (bits_of<U32>(shifted) + splat(127U)) << 23;
  const F32 x = number - whole;
  F32 y = splat(1.535336188319500e-4F) * x + splat(1.339887440266574e-3F);
  y = y * x + splat(9.618437357674640e-3F);
  y = y * x + splat(5.550332471162809e-2F);
  y = y * x + splat(2.402264791363012e-1F);
  y = y * x + splat(6.931472028550421e-1F);
  y = y * x + splat(1.0F);
  return y * bits_of<F32>(exponent);
}

/// A point of the unit circle for every word, all equally likely.
struct Point {
  F32 x;
  F32 y;
};
inline Point point_on_circle(U32 word) {
  // The low 30 bits are an angle within an eighth to each side; two bits choose the quarter.
  const I32 turn = bits_of<I32>(word & splat(0x3fffffffU)) - bits_of<I32>(splat(0x20000000U));
  const F32 angle = __builtin_convertvector(turn, F32) * splat(1.46291808e-9F);  // pi/2 / 2^30
  const F32 z = angle * angle;
  F32 sine = splat(-1.9515295891e-4F) * z + splat(8.3321608736e-3F);
  sine = (sine * z - splat(1.6666654611e-1F)) * z * angle + angle;
  F32 cosine = splat(2.443315711809948e-5F) * z - splat(1.388731625493765e-3F);
  cosine = (cosine * z + splat(4.166664568298827e-2F)) * z * z - splat(0.5F) * z + splat(1.0F);
  const U32 sign = word & splat(0x80000000U);
  cosine = bits_of<F32>(bits_of<U32>(cosine) ^ sign);
  const I32 swap = bits_of<I32>(word << 1) >> 31;
  return {choose(swap, sine, cosine), choose(swap, cosine, sine)};
}

/// Two independent standard normal numbers for every pair of words (Box and Muller, 1958).
inline Point normal_pair(U32 first, U32 second) {
  // 24 bits and a half, so that the logarithm has no zero to meet.
  const F32 uniform = (__builtin_convertvector(bits_of<I32>(first >> 8), F32) + splat(0.5F)) *
                      splat(5.9604644775390625e-8F);
  const F32 radius = square_root(splat(-2.0F) * log(uniform));
  const Point point = point_on_circle(second);
  return {radius * point.x, radius * point.y};
}

struct Halves {
  F64 low;
  F64 high;
};
inline Halves widened(F32 x) {
  return {__builtin_convertvector(__builtin_shufflevector(x, x, 0, 1), F64),
          __builtin_convertvector(__builtin_shufflevector(x, x, 2, 3), F64)};
}
struct MaskHalves {
  I64 low;
  I64 high;
};
inline MaskHalves widened_mask(I32 mask) {
  return {__builtin_convertvector(__builtin_shufflevector(mask, mask, 0, 1), I64),
          __builtin_convertvector(__builtin_shufflevector(mask, mask, 2, 3), I64)};
}

}  // namespace keyplan::simulation::simd
