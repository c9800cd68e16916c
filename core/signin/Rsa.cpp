// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/Rsa.h"

#include "core/secret/Sodium.h"

#include <memory>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace triptych::rsa {

namespace {

constexpr qsizetype longestPem = 16 * 1024;

template<auto release>
struct Release
{
    template<typename T>
    void operator()(T *object) const
    {
        release(object);
    }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using ContextPtr = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using BioPtr = std::unique_ptr<BIO, Release<BIO_free_all>>;

Error keyError(const char *fault, const QString &message = {})
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("keypair.") + QLatin1String(fault),
            .message = message};
}

/// The queue of OpenSSL belongs to the thread, and what one call left there must not explain another.
Error ownError()
{
    const bool isMemory = ERR_GET_REASON(ERR_peek_last_error()) == ERR_R_MALLOC_FAILURE;
    ERR_clear_error();
    return {.kind = ErrorKind::Crypto,
            .cause = isMemory ? QStringLiteral("crypto.memory") : QStringLiteral("crypto.failed")};
}

/// Without one, OpenSSL asks at the terminal.
int refusePassPhrase(char *, int, int, void *wasAsked)
{
    *static_cast<bool *>(wasAsked) = true;
    return -1;
}

BioPtr readerOf(QByteArrayView pem)
{
    return BioPtr(BIO_new_mem_buf(pem.data(), int(pem.size()))); // reads in place
}

bool hasPrivateHead(QByteArrayView pem)
{
    return pem.indexOf("PRIVATE KEY-----") >= 0;
}

bool hasPublicHead(QByteArrayView pem)
{
    return pem.indexOf("PUBLIC KEY-----") >= 0;
}

Result<> checkKind(EVP_PKEY *key)
{
    if (EVP_PKEY_get_id(key) != EVP_PKEY_RSA) {
        const char *name = EVP_PKEY_get0_type_name(key);
        return keyError("algorithm", QLatin1String(name ? name : "unknown"));
    }
    const int bits = EVP_PKEY_get_bits(key);
    if (bits < fewestBits)
        return keyError("small", QStringLiteral("%1 bits").arg(bits));
    if (bits > mostBits)
        return keyError("large", QStringLiteral("%1 bits").arg(bits));
    return Done();
}

/// OpenSSL wipes its own buffers; this one is the memory of the BIO.
template<typename Take>
auto takenFrom(BIO *bio, const Take &take)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    auto taken = take(QByteArrayView(data, qsizetype(size)));
    sodium::zero(data, std::size_t(size));
    return taken;
}

Result<QByteArray> writePublic(EVP_PKEY *key)
{
    const BioPtr bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_PUBKEY(bio.get(), key) != 1)
        return ownError();
    return takenFrom(bio.get(), [](QByteArrayView pem) { return pem.toByteArray(); });
}

Result<Secret> writePrivate(EVP_PKEY *key)
{
    const BioPtr bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return ownError();
    return takenFrom(bio.get(), Secret::copyOf);
}

Result<KeyPair> writePair(EVP_PKEY *key)
{
    auto publicPem = writePublic(key);
    if (!publicPem)
        return publicPem.error();
    auto privatePem = writePrivate(key);
    if (!privatePem)
        return privatePem.error();
    return KeyPair {.privatePem = std::move(privatePem).value(), .publicPem = std::move(publicPem).value()};
}

} // namespace

Result<KeyPair> newKeyPair()
{
    const KeyPtr key(EVP_RSA_gen(newKeyBits));
    return key ? writePair(key.get()) : ownError();
}

Result<KeyPair> keyPairOf(const Secret &privatePem)
{
    const QByteArrayView pem = privatePem.view();
    if (pem.size() > longestPem)
        return keyError("format", QStringLiteral("more than 16 KiB"));
    if (!hasPrivateHead(pem) && hasPublicHead(pem))
        return keyError("public");
    bool wasAsked = false;
    const BioPtr bio = readerOf(pem);
    const KeyPtr key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, refusePassPhrase, &wasAsked) : nullptr);
    ERR_clear_error();
    if (!key)
        return keyError(wasAsked ? "encrypted" : "format");
    if (auto kind = checkKind(key.get()); !kind)
        return kind.error();
    const ContextPtr context(EVP_PKEY_CTX_new(key.get(), nullptr));
    if (!context || EVP_PKEY_pairwise_check(context.get()) != 1) {
        ERR_clear_error();
        return keyError("format", QStringLiteral("the parts of the key do not belong together"));
    }
    return writePair(key.get());
}

Result<QByteArray> soundPublicPem(QByteArrayView pem)
{
    if (pem.size() > longestPem)
        return keyError("format", QStringLiteral("more than 16 KiB"));
    if (hasPrivateHead(pem))
        return keyError("private");
    bool wasAsked = false;
    const BioPtr bio = readerOf(pem);
    const KeyPtr key(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, refusePassPhrase, &wasAsked) : nullptr);
    ERR_clear_error();
    if (!key)
        return keyError("format");
    if (auto kind = checkKind(key.get()); !kind)
        return kind.error();
    const ContextPtr context(EVP_PKEY_CTX_new(key.get(), nullptr));
    if (!context || EVP_PKEY_public_check(context.get()) != 1) {
        ERR_clear_error();
        return keyError("format", QStringLiteral("the numbers of the key cannot be those of one"));
    }
    return writePublic(key.get());
}

void forgetErrors()
{
    ERR_clear_error();
}

} // namespace triptych::rsa
