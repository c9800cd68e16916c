// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/JsonText.h"

#include "core/base/JsonWriter.h"
#include "core/base/StrictJson.h"

namespace triptych {

namespace {

/// Steps over JSON text without judging it; stops at the end whatever the text is.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text) : m_text(text) {}

    bool atEnd() const { return m_at >= m_text.size(); }
    qsizetype position() const { return m_at; }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    QByteArrayView from(qsizetype start) const { return m_text.sliced(start, m_at - start); }

    void skipSpace()
    {
        while (!atEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
            ++m_at;
    }

    bool take(char expected)
    {
        skipSpace();
        if (peek() != expected || atEnd())
            return false;
        ++m_at;
        return true;
    }

    QByteArrayView takeString()
    {
        const qsizetype start = m_at++;
        while (!atEnd() && peek() != '"')
            m_at += peek() == '\\' ? 2 : 1;
        m_at = qMin(m_at + 1, m_text.size());
        return from(start);
    }

    QByteArrayView takeValue()
    {
        skipSpace();
        const qsizetype start = m_at;
        int depth = 0;
        do {
            const char next = peek();
            if (next == '"') {
                takeString();
                continue;
            }
            if (next == '{' || next == '[')
                ++depth;
            else if (next == '}' || next == ']')
                --depth;
            else if (depth == 0)
                return takeScalar();
            ++m_at;
        } while (depth > 0 && !atEnd());
        m_at = qMin(m_at, m_text.size());
        return from(start);
    }

private:
    QByteArrayView takeScalar()
    {
        const qsizetype start = m_at;
        while (!atEnd() && !QByteArrayView(",]} \t\r\n").contains(peek()))
            ++m_at;
        return from(start);
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

QByteArray unescaped(QByteArrayView quoted)
{
    if (!quoted.contains('\\'))
        return quoted.size() < 2 ? QByteArray() : quoted.sliced(1, quoted.size() - 2).toByteArray();
    JsonParser parser;
    return toBytes(parser.parse(quoted).view());
}

bool isObjectText(QByteArrayView json)
{
    return json.trimmed().startsWith('{');
}

/// Where item number `index` of the array text starts, or -1.
qsizetype itemPosition(QByteArrayView array, int index)
{
    Scanner scanner(array);
    if (!scanner.take('['))
        return -1;
    for (int passed = 0; !scanner.atEnd(); ++passed) {
        scanner.skipSpace();
        if (passed == index)
            return scanner.position();
        scanner.takeValue();
        if (!scanner.take(','))
            return -1;
    }
    return -1;
}

void writeMember(JsonWriter &writer, const QByteArray &key, const RawJson &value)
{
    writer.member(QString::fromUtf8(key), value);
}

const RawMember *memberOf(const std::vector<RawMember> &members, const QByteArray &key)
{
    const RawMember *found = nullptr;
    for (const RawMember &member : members)
        if (member.key == key)
            found = &member;
    return found;
}

} // namespace

std::vector<RawMember> rawMembers(QByteArrayView json)
{
    std::vector<RawMember> members;
    Scanner scanner(json);
    if (!scanner.take('{'))
        return members;
    do {
        scanner.skipSpace();
        if (scanner.peek() != '"')
            break;
        RawMember member;
        member.at = scanner.position();
        member.key = unescaped(scanner.takeString());
        if (!scanner.take(':'))
            break;
        member.value = scanner.takeValue();
        members.push_back(member);
    } while (scanner.take(','));
    return members;
}

RawJson mergedJson(const RawJson &target, const RawJson &patch)
{
    if (!isObjectText(patch.bytes))
        return patch;
    const auto old = rawMembers(target.bytes);
    const auto fresh = rawMembers(patch.bytes);
    JsonWriter writer;
    writer.beginObject();
    for (const RawMember &member : old) {
        const RawMember *change = memberOf(fresh, member.key);
        const RawJson value {member.value.toByteArray()};
        if (!change)
            writeMember(writer, member.key, value);
        else if (change->value != "null")
            writeMember(writer, member.key, mergedJson(value, {change->value.toByteArray()}));
    }
    for (const RawMember &member : fresh)
        if (!memberOf(old, member.key) && member.value != "null")
            writeMember(writer, member.key, mergedJson({}, {member.value.toByteArray()}));
    writer.endObject();
    return writer.take();
}

int lineOfMember(QByteArrayView json, const QByteArrayList &path)
{
    qsizetype base = 0;
    qsizetype best = 0;
    QByteArrayView scope = json;
    for (const QByteArray &step : path) {
        bool isIndex = false;
        const int index = step.toInt(&isIndex);
        if (isIndex && scope.trimmed().startsWith('[')) {
            const qsizetype at = itemPosition(scope, index);
            if (at < 0)
                break;
            best = base += at;
        } else {
            const auto members = rawMembers(scope);
            const RawMember *member = memberOf(members, step);
            if (!member)
                break;
            best = base + member->at;
            base = member->value.data() - json.data();
        }
        scope = json.sliced(base);
    }
    return 1 + int(json.first(best).count('\n'));
}

bool isBalancedJson(QByteArrayView json)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype at = 0; at < json.size(); ++at) {
        const char next = json[at];
        if (inString) {
            at += next == '\\' ? 1 : 0;
            inString = next != '"';
        } else if (next == '"') {
            inString = true;
        } else if (next == '{' || next == '[') {
            ++depth;
        } else if (next == '}' || next == ']') {
            --depth;
        }
    }
    return depth <= 0 && !inString;
}

} // namespace triptych
