// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/metrics/ProcessFigures.h"

#include <QDir>
#include <QFile>
#include <sys/resource.h>
#include <unistd.h>

namespace triptych {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The fields of proc(5)'s stat after the name of the program, which may contain blanks and brackets; the first one,
/// the state, is its number 3.
class StatFields
{
public:
    explicit StatFields(const QByteArray &stat) : m_fields(stat.mid(stat.lastIndexOf(')') + 2).split(' ')) {}

    std::optional<double> number(qsizetype place) const
    {
        bool isNumber = false;
        const double value = m_fields.value(place - 3).toDouble(&isNumber);
        return isNumber ? std::optional(value) : std::nullopt;
    }

private:
    QByteArrayList m_fields;
};

std::optional<double> scaled(std::optional<double> value, double factor)
{
    return value ? std::optional(*value * factor) : std::nullopt;
}

/// When the machine started, in seconds since 1970.
std::optional<double> bootSeconds(const QString &proc)
{
    for (const QByteArray &line : contents(proc + QStringLiteral("/stat")).split('\n'))
        if (line.startsWith("btime "))
            return line.mid(6).toDouble();
    return {};
}

std::optional<double> descriptorLimit()
{
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return {};
    return double(limit.rlim_cur);
}

std::optional<double> openDescriptors(const QString &proc)
{
    const QDir folder(proc + QStringLiteral("/self/fd"));
    const auto count = folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
    return count > 0 ? std::optional(double(count)) : std::nullopt;
}

} // namespace

ProcessFigures ProcessFigures::read(const QString &proc)
{
    const StatFields fields(contents(proc + QStringLiteral("/self/stat")));
    const double secondsPerTick = 1.0 / double(::sysconf(_SC_CLK_TCK));
    ProcessFigures figures {.openDescriptors = triptych::openDescriptors(proc), .mostDescriptors = descriptorLimit()};
    figures.virtualBytes = fields.number(23);
    figures.residentBytes = scaled(fields.number(24), double(::sysconf(_SC_PAGESIZE)));
    if (const auto user = fields.number(14), system = fields.number(15); user && system)
        figures.cpuSeconds = (*user + *system) * secondsPerTick;
    if (const auto started = fields.number(22), boot = bootSeconds(proc); started && boot)
        figures.startSeconds = *boot + *started * secondsPerTick;
    return figures;
}

} // namespace triptych
