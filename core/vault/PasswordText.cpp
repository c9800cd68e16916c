// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/PasswordText.h"

#include "core/secret/Sodium.h"

#include <QList>
#include <QString>
#include <QStringDecoder>
#include <algorithm>

namespace triptych {

namespace {

constexpr std::size_t longestDecomposition = 18; // U+FDFA

/// Code points in wiped memory, with a fixed capacity. QString only ever sees one or two of them at a time, so that no
/// longer piece of the password is left on the heap.
class CodePoints
{
public:
    explicit CodePoints(std::size_t capacity) : m_memory(capacity * sizeof(char32_t)) {}

    char32_t *begin() { return reinterpret_cast<char32_t *>(m_memory.data()); }
    char32_t *end() { return begin() + m_size; }
    std::size_t size() const { return m_size; }
    char32_t &operator[](std::size_t at) { return begin()[at]; }
    void append(char32_t point) { begin()[m_size++] = point; }
    void truncate(std::size_t size) { m_size = size; }

private:
    Secret m_memory;
    std::size_t m_size = 0;
};

int combiningClass(char32_t point)
{
    return QChar::combiningClass(point);
}

bool hasLowerClass(char32_t a, char32_t b)
{
    return combiningClass(a) < combiningClass(b);
}

QString textOf(char32_t point)
{
    return QStringView(QChar::fromUcs4(point)).toString(); // QString::fromUcs4 would eat a byte order mark
}

void appendDecomposed(char32_t point, CodePoints &out)
{
    for (const uint part : textOf(point).normalized(QString::NormalizationForm_KD).toUcs4())
        out.append(part);
}

/// Marks on one letter in the order of their class, as the standard wants it.
void orderMarks(CodePoints &points)
{
    for (char32_t *at = points.begin(); at != points.end();) {
        if (combiningClass(*at) == 0) {
            ++at;
            continue;
        }
        char32_t *const last
            = std::find_if(at, points.end(), [](char32_t point) { return combiningClass(point) == 0; });
        for (char32_t *mark = at; mark != last; ++mark) // std::stable_sort would copy them to the heap
            std::rotate(std::upper_bound(at, mark, *mark, hasLowerClass), mark, mark + 1);
        at = last;
    }
}

char32_t composedPair(char32_t first, char32_t second)
{
    const QString pair = textOf(first) + textOf(second);
    const auto whole = pair.normalized(QString::NormalizationForm_C).toUcs4();
    return whole.size() == 1 ? char32_t(whole.first()) : 0;
}

void compose(CodePoints &points)
{
    std::size_t kept = 0;
    std::size_t starter = points.size(); // none yet
    for (std::size_t at = 0; at < points.size(); ++at) {
        const char32_t point = points[at];
        const int ownClass = combiningClass(point);
        const bool hasStarter = starter < kept;
        const int classBefore = hasStarter && kept - 1 > starter ? combiningClass(points[kept - 1]) : -1;
        const char32_t joined = hasStarter && classBefore < ownClass ? composedPair(points[starter], point) : 0;
        if (joined) {
            points[starter] = joined;
            continue;
        }
        if (ownClass == 0)
            starter = kept;
        points[kept++] = point;
    }
    points.truncate(kept);
}

Secret toUtf8(CodePoints &points)
{
    Secret wide(points.size() * 4);
    char *out = wide.data();
    const auto put = [&out](char32_t byte) { *out++ = char(byte); };
    for (const char32_t point : points) {
        if (point < 0x80) {
            put(point);
            continue;
        }
        const int tail = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        constexpr char32_t heads[] = {0, 0xC0, 0xE0, 0xF0};
        put(heads[tail] | point >> 6 * tail);
        for (int i = tail - 1; i >= 0; --i)
            put(0x80 | (point >> 6 * i & 0x3F));
    }
    return Secret::copyOf(wide.view().first(out - wide.data()));
}

bool isAscii(QByteArrayView bytes)
{
    return std::none_of(bytes.begin(), bytes.end(), [](char byte) { return byte & 0x80; });
}

} // namespace

Secret normalizedPassword(const Secret &password)
{
    if (isAscii(password.view()))
        return password.clone();
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    Secret wide(std::size_t(decoder.requiredSpace(qsizetype(password.size()))) * sizeof(QChar));
    auto *const text = reinterpret_cast<QChar *>(wide.data());
    const QChar *const last = decoder.appendToBuffer(text, password.view());
    if (decoder.hasError())
        return password.clone();

    CodePoints points(std::size_t(last - text) * longestDecomposition);
    for (const QChar *at = text; at != last; ++at) {
        const bool isPair = at->isHighSurrogate() && at + 1 != last && at[1].isLowSurrogate();
        appendDecomposed(isPair ? QChar::surrogateToUcs4(at[0], at[1]) : at->unicode(), points);
        at += isPair ? 1 : 0;
    }
    orderMarks(points);
    compose(points);
    return toUtf8(points);
}

} // namespace triptych
