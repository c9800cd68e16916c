// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/secret/Secret.h"

#include <QByteArray>
#include <initializer_list>
#include <vector>

/// The parts of libsodium that Triptych uses, as plain functions over bytes; nothing else includes sodium.h.
/// Every function is safe on every thread and sets the library up when it is the first. Failures carry
/// ErrorKind::Crypto; a size that the caller could have known is a programming error and asserted.
namespace triptych::sodium {

inline constexpr std::size_t aeadKeyBytes = 32;
inline constexpr std::size_t aeadNonceBytes = 24;
inline constexpr std::size_t aeadTagBytes = 16; ///< What sealing adds.
inline constexpr std::size_t streamKeyBytes = 32;
inline constexpr std::size_t streamHeaderBytes = 24;
inline constexpr std::size_t streamTagBytes = 17; ///< What each chunk of a stream grows by.
inline constexpr std::size_t kdfKeyBytes = 32;
inline constexpr std::size_t kdfContextBytes = 8;
inline constexpr std::size_t argonSaltBytes = 16;
inline constexpr std::size_t hashBytes = 32;

/// False when the library cannot work on this machine; main() then stops, the functions below abort.
bool isReady();
/// Whether the system lets secrets be kept out of swap. libsodium goes on silently where it does not.
bool isMemoryLocked();

/// Guarded, locked memory, filled with zeros. Null when there is none.
char *allocate(std::size_t size);
void release(char *memory); ///< Wipes it first.
void zero(void *memory, std::size_t size);
void zeroStack(std::size_t size); ///< Below the caller: what a derivation left there.
inline void zero(QByteArray &bytes)
{
    zero(bytes.data(), std::size_t(bytes.size()));
}

bool isEqual(QByteArrayView a, QByteArrayView b); ///< In constant time for equal sizes.
void fillRandom(char *memory, std::size_t size);
QByteArray randomBytes(std::size_t size); ///< For salts and nonces.
Secret randomSecret(std::size_t size);

/// Argon2id 1.3. Fails with cause "crypto.memory" when the memory is not to be had.
Result<Secret> argon2id(QByteArrayView password, QByteArrayView salt, quint32 passes, quint64 memoryBytes,
                        std::size_t size);

/// XChaCha20-Poly1305-IETF. Opening fails with cause "crypto.forged".
QByteArray aeadSeal(QByteArrayView plain, QByteArrayView associated, QByteArrayView nonce, QByteArrayView key);
Result<Secret> aeadOpen(QByteArrayView sealed, QByteArrayView associated, QByteArrayView nonce, QByteArrayView key);

/// BLAKE2b over the parts in a row, keyed (16 to 64 bytes) when a key is given. `size` is 16 to 64.
QByteArray hash(std::initializer_list<QByteArrayView> parts, QByteArrayView key = {}, std::size_t size = hashBytes);
Secret hashToSecret(std::initializer_list<QByteArrayView> parts, QByteArrayView key, std::size_t size = hashBytes);
/// SHA-256 over the parts in a row, and keyed as HMAC-SHA-256: what the protocols of others ask for.
QByteArray sha256(const std::vector<QByteArrayView> &parts);
Secret hmacSha256(QByteArrayView key, QByteArrayView message);
/// A subkey of 16 to 64 bytes; the context is exactly kdfContextBytes.
Secret deriveKey(QByteArrayView master, quint64 index, QByteArrayView context, std::size_t size = kdfKeyBytes);

/// Seals a row of chunks (secretstream, XChaCha20-Poly1305) whose order and end cannot be changed unseen.
class StreamSealer
{
public:
    explicit StreamSealer(QByteArrayView key);
    const QByteArray &header() const { return m_header; } ///< Goes before the first chunk.
    QByteArray push(QByteArrayView plain, QByteArrayView associated, bool isLast);

private:
    Secret m_state;
    QByteArray m_header;
};

struct StreamChunk
{
    Secret plain = {};
    bool isLast = false;
};

/// Opens what StreamSealer sealed. After the first failure, and after the last chunk, every pull fails.
class StreamOpener
{
public:
    StreamOpener(QByteArrayView key, QByteArrayView header);
    Result<StreamChunk> pull(QByteArrayView sealed, QByteArrayView associated);

private:
    Secret m_state;
    bool m_isOver = false;
};

} // namespace triptych::sodium
