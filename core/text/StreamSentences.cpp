// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/Sentences.h"

#include <QCoreApplication>

namespace triptych {

namespace {

const Sentence sentences[] = {
    // Before anything was sent
    {"offline", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "This machine has no network"),
     QT_TRANSLATE_NOOP("ErrorText", "Local models work without one. Connect, then run the lane again.")},
    {"invalid_url", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The address of the provider is not valid"),
     QT_TRANSLATE_NOOP("ErrorText", "Correct it in the settings of the provider.")},
    {"insecure_http", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "Plain http is for this machine only"),
     QT_TRANSLATE_NOOP("ErrorText", "Use an https address. Nothing was sent.")},
    {"invalid_header", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "An extra header of the provider cannot be sent"),
     QT_TRANSLATE_NOOP("ErrorText", "Correct it in the settings of the provider.")},
    {"extra_body", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The extra body of the request is no JSON object"),
     QT_TRANSLATE_NOOP("ErrorText", "Correct it in the settings of the provider.")},
    {"tools_while_reasoning", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "Over this protocol the model takes no tools while it reasons, and it always does"),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Nothing was sent. Choose it from OpenAI (Responses), or send the prompt without tools.")},
    {"dns", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The name of the server was not found"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the address of the provider, the network and its name service.")},
    {"connect", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The server does not take a connection"),
     QT_TRANSLATE_NOOP("ErrorText",
                       "It may be down, or a firewall stands between. Try again, or set a proxy for this provider.")},
    {"connect_timeout", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The server did not take a connection in time"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the network, or set a proxy for this provider.")},
    {"tls.expired", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "The certificate of the server has expired, or the clock of this machine is wrong"),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Nothing was sent. Check the date of this machine; otherwise the provider has to renew it.")},
    {"tls.hostname", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The certificate belongs to another server"),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Nothing was sent. Check the address of the provider; a network that asks for a sign-in does this too.")},
    {"tls.self_signed", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The server made its certificate itself"),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Nothing was sent. Where the server is yours, name its CA file in the settings of the provider.")},
    {"tls.unknown_ca", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "Nobody known to this machine vouches for the certificate of the server"),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Nothing was sent. In a company network, name the CA file of the company in the settings of the provider.")},
    {"tls.protocol", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "The server and Triptych have no safe version of TLS in common"),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was sent. Check that the address and its port are right for https.")},
    {"tls.ca_file", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The CA file cannot be read"),
     QT_TRANSLATE_NOOP("ErrorText", "Choose another one in the settings of the provider.")},
    {"tls.*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The certificate of the server is not valid"),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Nothing was sent. There is no way round this; check the address, or name the CA file of the server.")},
    {"tls_eof", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "The server hung up while the connection was being secured"),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was sent. Try again; a firewall or a proxy may stand between.")},
    {"tls_timeout", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "Securing the connection took too long"),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was sent. Try again; a firewall or a proxy may stand between.")},
    {"proxy.auth", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "The proxy asks for a user and a password that it knows"),
     QT_TRANSLATE_NOOP("ErrorText", "Enter or correct them in the settings, or go to this provider directly.")},
    {"proxy.user", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This user cannot sign in at a proxy"),
     QT_TRANSLATE_NOOP("ErrorText", "Write one without a colon.")},
    {"proxy.dns", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The name of the proxy was not found"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the proxy in the settings.")},
    {"proxy.refused", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The proxy does not take a connection"),
     QT_TRANSLATE_NOOP("ErrorText", "Start it, change it in the settings, or go to this provider directly.")},
    {"proxy.timeout", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The proxy did not answer in time"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the proxy in the settings, or go to this provider directly.")},
    {"proxy.missing", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "This provider is to go through a proxy, but none is set"),
     QT_TRANSLATE_NOOP("ErrorText", "Enter one in the settings, or go to this provider directly.")},
    {"proxy.unsupported", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This kind of proxy is not supported"),
     QT_TRANSLATE_NOOP("ErrorText", "Use an HTTP or a SOCKS5 proxy.")},
    {"proxy.*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The proxy did not make the connection"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the proxy in the settings, or go to this provider directly.")},

    // What the provider said
    {"auth", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 refused the key"),
     QT_TRANSLATE_NOOP("ErrorText", "Replace it, or use another one.")},
    {"account_field", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 does not accept an id that goes with the key"),
     QT_TRANSLATE_NOOP("ErrorText", "Correct it, or empty it so that it is not sent.")},
    {"rate_limited", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 takes no more requests for now"),
     QT_TRANSLATE_NOOP("ErrorText", "Wait, or use another key or model.")},
    {"quota", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 says that the account has no credit left"),
     QT_TRANSLATE_NOOP("ErrorText", "Top it up with the provider, or use another key.")},
    {"context_length", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "The prompt is longer than the model can take"),
     QT_TRANSLATE_NOOP("ErrorText", "Shorten it, lower the maximum of tokens, or use a model with a larger context.")},
    {"rejected", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 did not accept the request"),
     QT_TRANSLATE_NOOP("ErrorText", "Change what it names; a parameter can be dropped in the settings of the lane.")},
    {"server", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 has trouble of its own"),
     QT_TRANSLATE_NOOP("ErrorText", "Try again later, or use another provider.")},
    {"provider.overloaded*", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 is overloaded"),
     QT_TRANSLATE_NOOP("ErrorText", "Try again in a while, or use another model.")},
    {"provider.*", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 ended the answer with an error"),
     QT_TRANSLATE_NOOP("ErrorText", "What had arrived is kept. Try again, or use another model.")},

    // What came instead of an answer
    {"redirect_cross_origin", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The server points to another host"),
     QT_TRANSLATE_NOOP("ErrorText",
                       "No key was sent there. If the service has moved, change its address and add the key for it.")},
    {"redirect", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The server points to another address"),
     QT_TRANSLATE_NOOP("ErrorText", "It was not followed. If it is right, make it the address of the provider.")},
    {"html_page", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A web page came instead of an answer"),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "A sign-in page of the network or a wrong address does this. Open the address in a browser, or change it.")},
    {"content_type", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "The answer is of a kind that Triptych does not read"),
     QT_TRANSLATE_NOOP("ErrorText", "Check that the address belongs to this dialect.")},
    {"content_encoding", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "The answer is compressed in a way that Triptych does not read"),
     QT_TRANSLATE_NOOP("ErrorText", "A proxy may have done it. Go to this provider directly.")},
    {"empty", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The answer holds nothing"),
     QT_TRANSLATE_NOOP("ErrorText", "Try again, or use another model.")},
    {"protocol", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The server does not keep to HTTP"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the address and its port; a proxy may stand between.")},
    {"schema", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "The answer is built in another way than its dialect says"),
     QT_TRANSLATE_NOOP("ErrorText", "Check that the address belongs to this dialect.")},
    {"bad_json", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A part of the answer is damaged"),
     QT_TRANSLATE_NOOP("ErrorText", "What had arrived is kept. Run the lane again.")},
    {"too_large", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The answer is larger than any answer should be"),
     QT_TRANSLATE_NOOP("ErrorText", "What had arrived is kept. Ask for less, or set a maximum of tokens.")},

    // An end that came too soon, or not at all
    {"first_content", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "No content came within the limit"),
     QT_TRANSLATE_NOOP("ErrorText", "The model may be busy. Run the lane again, or allow more time.")},
    {"idle", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "No more bytes came, and no end marker, so the answer is cut off here"),
     QT_TRANSLATE_NOOP("ErrorText", "Run the lane again, or allow more time.")},
    {"no_progress", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "The server only kept the connection alive; the answer is cut off here"),
     QT_TRANSLATE_NOOP("ErrorText", "Run the lane again, or use another model.")},
    {"deadline", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The time for the whole answer is up"),
     QT_TRANSLATE_NOOP("ErrorText", "Ask for less, or allow more time.")},
    {"truncated", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The connection ended before the answer's end marker"),
     QT_TRANSLATE_NOOP("ErrorText", "What had arrived is kept. Run the lane again.")},
    {"no_answer", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The server closed the connection without an answer"),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Check that the port is right, and that the address begins with https where the server wants it.")},
    {"reset", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The connection broke before the answer's end marker"),
     QT_TRANSLATE_NOOP("ErrorText", "What had arrived is kept. Run the lane again.")},
    {"user", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "Stopped"),
     QT_TRANSLATE_NOOP("ErrorText", "The connection is closed; what had arrived is kept and may be billed.")},
    {"app_crash", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "Triptych ended while the answer was arriving"),
     QT_TRANSLATE_NOOP("ErrorText", "What had arrived is kept. Run the lane again.")},
    {"budget", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The limit of cost is reached"),
     QT_TRANSLATE_NOOP("ErrorText", "Raise the limit, or use a cheaper model.")},
    {"breaker", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "Requests to %1 kept failing, so nothing was sent"),
     QT_TRANSLATE_NOOP("ErrorText", "Run the lane again later, or use another provider.")},
    {"breaker.key", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "%1 refused this key a moment ago, so nothing was sent"),
     QT_TRANSLATE_NOOP("ErrorText", "Replace it, or use another one.")},
    {"unsupported", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This provider or model cannot do what was asked"),
     QT_TRANSLATE_NOOP("ErrorText", "Use another model, or leave that part out.")},
};

} // namespace

std::span<const Sentence> streamSentences()
{
    return sentences;
}

} // namespace triptych
