// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/GatewayOptions.h"

#include "app/cli/Terminal.h"
#include "core/files/AtomicFile.h"

#include <algorithm>

namespace triptych {

namespace {

constexpr qsizetype mostPemBytes = 1 << 20;

Error wrongOption(const QString &words)
{
    return {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("input.option"), .message = words};
}

bool goesWith(const QString &option, const QString &what)
{
    static const QStringList always {QStringLiteral("home"), QStringLiteral("password-file")};
    static const QStringList ofTokens {QStringLiteral("scope"), QStringLiteral("models"), QStringLiteral("budget"),
                                       QStringLiteral("expires"), QStringLiteral("label")};
    if (always.contains(option))
        return true;
    if (option == QLatin1String("json"))
        return what.endsWith(QLatin1String(" list"));
    return ofTokens.contains(option) ? what == QLatin1String("token new") : what.isEmpty();
}

Result<std::optional<quint16>> readPort(const QCommandLineParser &words)
{
    if (!words.isSet(QStringLiteral("port")))
        return std::optional<quint16>();
    bool isNumber = false;
    const ushort port = words.value(QStringLiteral("port")).toUShort(&isNumber);
    if (!isNumber || (port != 0 && port < 1'024))
        return wrongOption(QStringLiteral("--port: a number from 1024 to 65535 is wanted, or 0 for any"));
    return std::optional<quint16>(port);
}

Result<GatewayServer::Place> readCertifiedPlace(const QCommandLineParser &words, const QDateTime &now)
{
    GatewayServer::Place place {.address = QHostAddress(words.value(QStringLiteral("address")))};
    if (place.address.isNull())
        return wrongOption(
            QStringLiteral("--address: the address of a network interface is wanted, such as 192.0.2.7"));
    const auto chain = readBounded(words.value(QStringLiteral("tls-cert")), mostPemBytes);
    if (!chain)
        return chain.error();
    const auto key = Terminal::passwordFromFile(words.value(QStringLiteral("tls-key")));
    if (!key)
        return key.error();
    auto certificate = readServerCertificate(chain.value(), key.value(), now);
    if (!certificate)
        return certificate.error();
    place.certificate = std::move(certificate).value();
    for (const QString &name : words.values(QStringLiteral("host")))
        place.names += name.toLower().toLatin1();
    return place;
}

/// All three or none: nobody should have thought that it is encrypted.
Result<std::optional<GatewayServer::Place>> readPlace(const QCommandLineParser &words, const QDateTime &now)
{
    const QStringList all {QStringLiteral("address"), QStringLiteral("tls-cert"), QStringLiteral("tls-key")};
    const auto given
        = std::count_if(all.begin(), all.end(), [&words](const QString &name) { return words.isSet(name); });
    if (given == 0)
        return std::optional<GatewayServer::Place>();
    if (given != all.size())
        return wrongOption(QStringLiteral("--address, --tls-cert and --tls-key go together: without a certificate the "
                                          "gateway answers this machine only"));
    auto place = readCertifiedPlace(words, now);
    if (!place)
        return place.error();
    return std::optional(std::move(place).value());
}

Result<std::optional<RedisAddress>> readRedis(const QCommandLineParser &words)
{
    const bool isInFile = words.isSet(QStringLiteral("redis-file"));
    if (!isInFile && !words.isSet(QStringLiteral("redis")))
        return std::optional<RedisAddress>();
    auto url = isInFile ? Terminal::passwordFromFile(words.value(QStringLiteral("redis-file")))
                        : Result(Secret::copyOf(words.value(QStringLiteral("redis")).toUtf8()));
    if (!url)
        return url.error();
    auto address = RedisAddress::parse(url.value().view());
    if (!address)
        return address.error();
    if (!address.value().password.isEmpty() && !isInFile)
        return wrongOption(QStringLiteral("--redis: every program of this machine can read a password there; write the "
                                          "address into a file and give that with --redis-file"));
    return std::optional(std::move(address).value());
}

} // namespace

void declareGatewayOptions(QCommandLineParser &words)
{
    const auto add = [&words](const char *name, const char *what, const char *value) {
        words.addOption({QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(value)});
    };
    add("port", "Where to listen instead of the file's port, which is 8000 at first; 0 takes any.", "N");
    add("address", "Answer other machines at this address of ours; needs --tls-cert and --tls-key.", "IP");
    add("tls-cert", "The certificate with its chain, as PEM.", "FILE");
    add("tls-key", "The certificate's private key, as PEM.", "FILE");
    add("host", "A name by which clients call it, beside those of the certificate.", "NAME");
    add("redis", "Share idempotency keys through redis://host[:port][/db].", "URL");
    add("redis-file", "The same, with the address in FILE: for one with a password.", "FILE");
}

Result<> checkOptionsOf(const QString &what, const QCommandLineParser &words)
{
    for (const QString &option : words.optionNames())
        if (!goesWith(option, what))
            return wrongOption(QStringLiteral("--%1 does not go with gateway %2").arg(option, what).trimmed());
    return Done();
}

Result<GatewayHost::Options> readGatewayOptions(const QCommandLineParser &words, const QDateTime &now)
{
    const auto port = readPort(words);
    if (!port)
        return port.error();
    auto place = readPlace(words, now);
    if (!place)
        return place.error();
    auto redis = readRedis(words);
    if (!redis)
        return redis.error();
    return GatewayHost::Options {
        .port = port.value(), .place = std::move(place).value(), .redis = std::move(redis).value()};
}

QString addressOf(const GatewayHost::Options &options)
{
    if (!options.place)
        return QStringLiteral("http://127.0.0.1:%1");
    const QHostAddress &address = options.place->address;
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isV6 ? QStringLiteral("https://[%1]:") : QStringLiteral("https://%1:")).arg(address.toString())
        + QStringLiteral("%1");
}

} // namespace triptych
