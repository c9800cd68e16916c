// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/HttpMessage.h"

#include <QByteArrayView>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <utility>

namespace triptych {

/// What the parsers of requests and of answers share: the headers are collected, up to a number, with one length at
/// most; trailers are read over.
template<bool isRequest, int maxHeaders>
class BeastParser : public boost::beast::http::basic_parser<isRequest>
{
protected:
    using ErrorCode = boost::beast::error_code;
    using StringView = boost::beast::string_view;
    using Field = boost::beast::http::field;

    static QByteArrayView viewOf(StringView text) { return {text.data(), qsizetype(text.size())}; }

    virtual HttpHeaders &headers() = 0;
    /// One header that is to be kept.
    virtual void readField(Field field, StringView value, ErrorCode &error) = 0;
    /// A piece of the body; how much of it was taken.
    virtual std::size_t take(StringView bytes, ErrorCode &error) = 0;
    bool hasLength() const { return m_hasLength; }

private:
    void on_field_impl(Field field, StringView name, StringView value, ErrorCode &error) final
    {
        namespace http = boost::beast::http;
        if (m_isHeadOver)
            return;
        if (headers().size() == std::size_t(maxHeaders))
            error = http::error::header_limit;
        else if (field == Field::content_length && std::exchange(m_hasLength, true))
            error = http::error::multiple_content_length; // also when they agree
        readField(field, value, error);
        headers().emplace_back(viewOf(name).toByteArray(), viewOf(value).toByteArray());
    }
    void on_header_impl(ErrorCode &) final { m_isHeadOver = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, ErrorCode &) final {}
    std::size_t on_body_impl(StringView bytes, ErrorCode &error) final { return take(bytes, error); }
    void on_chunk_header_impl(std::uint64_t, StringView, ErrorCode &) final {}
    std::size_t on_chunk_body_impl(std::uint64_t, StringView bytes, ErrorCode &error) final
    {
        return take(bytes, error);
    }
    void on_finish_impl(ErrorCode &) final {}

    bool m_isHeadOver = false;
    bool m_hasLength = false;
};

} // namespace triptych
