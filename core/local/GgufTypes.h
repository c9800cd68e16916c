// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>
#include <optional>

namespace triptych {

/// The value types of GGUF metadata, as they are numbered in a file.
enum class GgufType : quint32 { U8, I8, U16, I16, U32, I32, F32, Bool, String, Array, U64, I64, F64 };

/// Bytes of one value; none for strings, arrays and numbers that name no type.
constexpr std::optional<quint64> ggufValueBytes(GgufType type)
{
    switch (type) {
    case GgufType::U8:
    case GgufType::I8:
    case GgufType::Bool: return 1;
    case GgufType::U16:
    case GgufType::I16: return 2;
    case GgufType::U32:
    case GgufType::I32:
    case GgufType::F32: return 4;
    case GgufType::U64:
    case GgufType::I64:
    case GgufType::F64: return 8;
    case GgufType::String:
    case GgufType::Array: break;
    }
    return std::nullopt;
}

/// How a tensor's elements are packed: `elements` of them in `bytes`.
struct GgufBlock
{
    quint64 elements = 0;
    quint64 bytes = 0;
};

/// None for a number that names no packing of the pinned engine.
constexpr std::optional<GgufBlock> ggufBlock(quint32 tensorType)
{
    switch (tensorType) {
    case 0: return GgufBlock {1, 4}; // F32
    case 1: return GgufBlock {1, 2}; // F16
    case 2: return GgufBlock {32, 18}; // Q4_0
    case 3: return GgufBlock {32, 20}; // Q4_1
    case 6: return GgufBlock {32, 22}; // Q5_0
    case 7: return GgufBlock {32, 24}; // Q5_1
    case 8: return GgufBlock {32, 34}; // Q8_0
    case 9: return GgufBlock {32, 36}; // Q8_1
    case 10: return GgufBlock {256, 84}; // Q2_K
    case 11: return GgufBlock {256, 110}; // Q3_K
    case 12: return GgufBlock {256, 144}; // Q4_K
    case 13: return GgufBlock {256, 176}; // Q5_K
    case 14: return GgufBlock {256, 210}; // Q6_K
    case 15: return GgufBlock {256, 292}; // Q8_K
    case 16: return GgufBlock {256, 66}; // IQ2_XXS
    case 17: return GgufBlock {256, 74}; // IQ2_XS
    case 18: return GgufBlock {256, 98}; // IQ3_XXS
    case 19: return GgufBlock {256, 50}; // IQ1_S
    case 20: return GgufBlock {32, 18}; // IQ4_NL
    case 21: return GgufBlock {256, 110}; // IQ3_S
    case 22: return GgufBlock {256, 82}; // IQ2_S
    case 23: return GgufBlock {256, 136}; // IQ4_XS
    case 24: return GgufBlock {1, 1}; // I8
    case 25: return GgufBlock {1, 2}; // I16
    case 26: return GgufBlock {1, 4}; // I32
    case 27: return GgufBlock {1, 8}; // I64
    case 28: return GgufBlock {1, 8}; // F64
    case 29: return GgufBlock {256, 56}; // IQ1_M
    case 30: return GgufBlock {1, 2}; // BF16
    case 34: return GgufBlock {256, 54}; // TQ1_0
    case 35: return GgufBlock {256, 66}; // TQ2_0
    case 39: return GgufBlock {32, 17}; // MXFP4
    case 40: return GgufBlock {64, 36}; // NVFP4
    case 41: return GgufBlock {128, 18}; // Q1_0
    case 42: return GgufBlock {64, 18}; // Q2_0
    default: return std::nullopt;
    }
}

} // namespace triptych
