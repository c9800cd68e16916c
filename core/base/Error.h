// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>
#include <chrono>
#include <optional>
#include <utility>
#include <variant>

namespace triptych {

/// Why something failed, at the granularity at which a caller acts differently.
enum class ErrorKind : quint8 {
    Cancelled,
    InvalidInput,
    Network,
    Timeout,
    Unauthorized,
    RateLimited,
    Rejected,
    ServerFault,
    MalformedStream,
    Storage,
    Crypto,
    Process,
    Unsupported,
};

/// The kind as scripts read it: snake_case, English.
QString kindName(ErrorKind kind);

/// A failure as a value. core/text/ErrorText makes the sentence a person reads.
struct [[nodiscard]] Error
{
    ErrorKind kind = ErrorKind::InvalidInput;
    QString cause = {}; ///< Code of the fault catalogue, such as "tls.expired".
    QString message = {}; ///< The provider's own words where there are any, else the thing that failed; no secrets.
    QString requestId = {};
    QString hint = {}; ///< Key of the next step that the UI offers, such as "add_key".
    QString rawBody = {}; ///< What the provider answered, at most 8 KiB, for the fold; no secrets.
    std::optional<int> httpStatus = {};
    std::optional<std::chrono::milliseconds> retryAfter = {};
    std::optional<bool> retryAdvised = {}; ///< What the provider itself says of another try.
    /// The field of the request that a refusal names, as it is called on the wire; for "account_field" the id of the
    /// provider's field.
    QString parameter = {};

    bool operator==(const Error &) const = default;
};

/// Either a value or an Error. Stand-in for std::expected, which C++20 lacks.
template<typename T = std::monostate>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const noexcept { return m_state.index() == 0; }
    T &value() & { return std::get<0>(m_state); }
    const T &value() const & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    const Error &error() const { return std::get<1>(m_state); }

    /// Calls `next` with the value, or passes the error on.
    template<typename F>
    auto andThen(F &&next) && -> decltype(next(std::declval<T>()))
    {
        if (!*this)
            return std::get<1>(std::move(m_state));
        return std::forward<F>(next)(std::get<0>(std::move(m_state)));
    }

private:
    std::variant<T, Error> m_state;
};

/// The value of an operation that succeeds without one.
using Done = std::monostate;

/// Lets std::visit take a list of lambdas, one per alternative.
template<typename... Fs>
struct Match : Fs...
{
    using Fs::operator()...;
};
template<typename... Fs>
Match(Fs...) -> Match<Fs...>; // clang 14 needs the guide

} // namespace triptych

Q_DECLARE_METATYPE(triptych::Error)
