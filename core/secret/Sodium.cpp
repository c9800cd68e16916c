// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secret/Sodium.h"

#include <cstring>
#include <sodium.h>

namespace triptych::sodium {

static_assert(aeadKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(aeadNonceBytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(aeadTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(streamKeyBytes == crypto_secretstream_xchacha20poly1305_KEYBYTES);
static_assert(streamHeaderBytes == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(streamTagBytes == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(kdfKeyBytes == crypto_kdf_KEYBYTES && kdfContextBytes == crypto_kdf_CONTEXTBYTES);
static_assert(argonSaltBytes == crypto_pwhash_argon2id_SALTBYTES);
static_assert(alignof(crypto_secretstream_xchacha20poly1305_state) == 1, "lives in a Secret, which is not aligned");

namespace {

const unsigned char *in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *out(char *bytes)
{
    return reinterpret_cast<unsigned char *>(bytes);
}

std::size_t sizeOf(QByteArrayView bytes)
{
    return std::size_t(bytes.size());
}

auto *stateOf(Secret &secret)
{
    return reinterpret_cast<crypto_secretstream_xchacha20poly1305_state *>(secret.data());
}

void requireReady()
{
    if (!isReady())
        qFatal("libsodium cannot work on this machine");
}

Error forged()
{
    return {.kind = ErrorKind::Crypto, .cause = QStringLiteral("crypto.forged")};
}

void hashInto(unsigned char *target, std::size_t size, std::initializer_list<QByteArrayView> parts, QByteArrayView key)
{
    requireReady();
    crypto_generichash_state state;
    [[maybe_unused]] const int failed = crypto_generichash_init(&state, in(key), sizeOf(key), size);
    Q_ASSERT(failed == 0);
    for (const QByteArrayView part : parts)
        crypto_generichash_update(&state, in(part), sizeOf(part));
    crypto_generichash_final(&state, target, size);
    sodium_memzero(&state, sizeof state);
}

} // namespace

bool isReady()
{
    static const bool ready = sodium_init() >= 0;
    return ready;
}

bool isMemoryLocked()
{
    static const bool locked = [] {
        char *page = allocate(4096);
        const bool isLocked = page && sodium_mlock(page, 4096) == 0;
        release(page);
        return isLocked;
    }();
    return locked;
}

char *allocate(std::size_t size)
{
    requireReady();
    auto *memory = static_cast<char *>(sodium_malloc(size));
    if (memory)
        std::memset(memory, 0, size);
    return memory;
}

void release(char *memory)
{
    sodium_free(memory);
}

void zero(void *memory, std::size_t size)
{
    sodium_memzero(memory, size);
}

void zeroStack(std::size_t size)
{
    sodium_stackzero(size);
}

bool isEqual(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), sizeOf(a)) == 0;
}

void fillRandom(char *memory, std::size_t size)
{
    requireReady();
    randombytes_buf(memory, size);
}

QByteArray randomBytes(std::size_t size)
{
    QByteArray bytes(qsizetype(size), Qt::Uninitialized);
    fillRandom(bytes.data(), size);
    return bytes;
}

Secret randomSecret(std::size_t size)
{
    Secret secret(size);
    fillRandom(secret.data(), size);
    return secret;
}

Result<Secret> argon2id(QByteArrayView password, QByteArrayView salt, quint32 passes, quint64 memoryBytes,
                        std::size_t size)
{
    requireReady();
    Q_ASSERT(sizeOf(salt) == argonSaltBytes);
    Secret key(size);
    errno = 0;
    const int failed = crypto_pwhash_argon2id(out(key.data()), size, password.data(), sizeOf(password), in(salt),
                                              passes, memoryBytes, crypto_pwhash_argon2id_ALG_ARGON2ID13);
    if (failed) {
        const bool isBound = errno == EINVAL || errno == EFBIG; // otherwise the memory could not be had
        return Error {.kind = ErrorKind::Crypto,
                      .cause = isBound ? QStringLiteral("crypto.bounds") : QStringLiteral("crypto.memory")};
    }
    return key;
}

QByteArray aeadSeal(QByteArrayView plain, QByteArrayView associated, QByteArrayView nonce, QByteArrayView key)
{
    requireReady();
    Q_ASSERT(sizeOf(nonce) == aeadNonceBytes && sizeOf(key) == aeadKeyBytes);
    QByteArray sealed(plain.size() + qsizetype(aeadTagBytes), Qt::Uninitialized);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out(sealed.data()), nullptr, in(plain), sizeOf(plain), in(associated),
                                               sizeOf(associated), nullptr, in(nonce), in(key));
    return sealed;
}

Result<Secret> aeadOpen(QByteArrayView sealed, QByteArrayView associated, QByteArrayView nonce, QByteArrayView key)
{
    requireReady();
    Q_ASSERT(sizeOf(nonce) == aeadNonceBytes && sizeOf(key) == aeadKeyBytes);
    if (sizeOf(sealed) < aeadTagBytes)
        return forged();
    Secret plain(sizeOf(sealed) - aeadTagBytes);
    const int failed
        = crypto_aead_xchacha20poly1305_ietf_decrypt(out(plain.data()), nullptr, nullptr, in(sealed), sizeOf(sealed),
                                                     in(associated), sizeOf(associated), in(nonce), in(key));
    if (failed)
        return forged();
    return plain;
}

QByteArray hash(std::initializer_list<QByteArrayView> parts, QByteArrayView key, std::size_t size)
{
    QByteArray digest(qsizetype(size), Qt::Uninitialized);
    hashInto(out(digest.data()), size, parts, key);
    return digest;
}

Secret hashToSecret(std::initializer_list<QByteArrayView> parts, QByteArrayView key, std::size_t size)
{
    Secret digest(size);
    hashInto(out(digest.data()), size, parts, key);
    return digest;
}

QByteArray sha256(const std::vector<QByteArrayView> &parts)
{
    requireReady();
    QByteArray digest(crypto_hash_sha256_BYTES, Qt::Uninitialized);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (const QByteArrayView part : parts)
        crypto_hash_sha256_update(&state, in(part), sizeOf(part));
    crypto_hash_sha256_final(&state, out(digest.data()));
    sodium_memzero(&state, sizeof state);
    return digest;
}

Secret hmacSha256(QByteArrayView key, QByteArrayView message)
{
    requireReady();
    Secret code(crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, in(key), sizeOf(key));
    crypto_auth_hmacsha256_update(&state, in(message), sizeOf(message));
    crypto_auth_hmacsha256_final(&state, out(code.data()));
    sodium_memzero(&state, sizeof state);
    return code;
}

Secret deriveKey(QByteArrayView master, quint64 index, QByteArrayView context, std::size_t size)
{
    requireReady();
    Q_ASSERT(sizeOf(master) == kdfKeyBytes && sizeOf(context) == kdfContextBytes);
    Secret key(size);
    [[maybe_unused]] const int failed
        = crypto_kdf_derive_from_key(out(key.data()), size, index, context.data(), in(master));
    Q_ASSERT(failed == 0);
    return key;
}

StreamSealer::StreamSealer(QByteArrayView key)
    : m_state(sizeof(crypto_secretstream_xchacha20poly1305_state)),
      m_header(streamHeaderBytes, Qt::Uninitialized)
{
    requireReady();
    Q_ASSERT(sizeOf(key) == streamKeyBytes);
    crypto_secretstream_xchacha20poly1305_init_push(stateOf(m_state), out(m_header.data()), in(key));
}

QByteArray StreamSealer::push(QByteArrayView plain, QByteArrayView associated, bool isLast)
{
    QByteArray sealed(plain.size() + qsizetype(streamTagBytes), Qt::Uninitialized);
    const unsigned char tag
        = isLast ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(stateOf(m_state), out(sealed.data()), nullptr, in(plain), sizeOf(plain),
                                               in(associated), sizeOf(associated), tag);
    return sealed;
}

StreamOpener::StreamOpener(QByteArrayView key, QByteArrayView header)
    : m_state(sizeof(crypto_secretstream_xchacha20poly1305_state))
{
    requireReady();
    Q_ASSERT(sizeOf(key) == streamKeyBytes && sizeOf(header) == streamHeaderBytes);
    m_isOver = crypto_secretstream_xchacha20poly1305_init_pull(stateOf(m_state), in(header), in(key)) != 0;
}

Result<StreamChunk> StreamOpener::pull(QByteArrayView sealed, QByteArrayView associated)
{
    if (std::exchange(m_isOver, true) || sizeOf(sealed) < streamTagBytes)
        return forged();
    StreamChunk chunk {.plain = Secret(sizeOf(sealed) - streamTagBytes)};
    unsigned char tag = 0;
    const int failed
        = crypto_secretstream_xchacha20poly1305_pull(stateOf(m_state), out(chunk.plain.data()), nullptr, &tag,
                                                     in(sealed), sizeOf(sealed), in(associated), sizeOf(associated));
    if (failed)
        return forged();
    chunk.isLast = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    m_isOver = chunk.isLast;
    return chunk;
}

} // namespace triptych::sodium
