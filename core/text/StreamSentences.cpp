// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/Sentences.h"

#include <QCoreApplication>

namespace triptych {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("ErrorText", text)

const Sentence sentences[] = {
    // Before anything was sent
    {"offline", Detail::Hidden, WORDS("This machine has no network"),
     WORDS("Local models work without one. Connect, then run the lane again.")},
    {"invalid_url", Detail::Thing, WORDS("The address of the provider is not valid"), WORDS("Correct it in the settings of the provider.")},
    {"insecure_http", Detail::Thing, WORDS("Plain http is for this machine only"), WORDS("Use an https address. Nothing was sent.")},
    {"invalid_header", Detail::Thing, WORDS("An extra header of the provider cannot be sent"), WORDS("Correct it in the settings of the provider.")},
    {"extra_body", Detail::Thing, WORDS("The extra body of the request is no JSON object"), WORDS("Correct it in the settings of the provider.")},
    {"dns", Detail::Thing, WORDS("The name of the server was not found"),
     WORDS("Check the address of the provider, the network and its name service.")},
    {"connect", Detail::Thing, WORDS("The server does not take a connection"),
     WORDS("It may be down, or a firewall stands between. Try again, or set a proxy for this provider.")},
    {"connect_timeout", Detail::Thing, WORDS("The server did not take a connection in time"),
     WORDS("Check the network, or set a proxy for this provider.")},
    {"tls.expired", Detail::Thing, WORDS("The certificate of the server has expired, or the clock of this machine is wrong"),
     WORDS("Nothing was sent. Check the date of this machine; otherwise the provider has to renew it.")},
    {"tls.hostname", Detail::Thing, WORDS("The certificate belongs to another server"),
     WORDS("Nothing was sent. Check the address of the provider; a network that asks for a sign-in does this too.")},
    {"tls.self_signed", Detail::Thing, WORDS("The server made its certificate itself"),
     WORDS("Nothing was sent. Where the server is yours, name its CA file in the settings of the provider.")},
    {"tls.unknown_ca", Detail::Thing, WORDS("Nobody known to this machine vouches for the certificate of the server"),
     WORDS("Nothing was sent. In a company network, name the CA file of the company in the settings of the provider.")},
    {"tls.protocol", Detail::Thing, WORDS("The server and Triptych have no safe version of TLS in common"),
     WORDS("Nothing was sent. Check that the address and its port are right for https.")},
    {"tls.ca_file", Detail::Thing, WORDS("The CA file cannot be read"), WORDS("Choose another one in the settings of the provider.")},
    {"tls.*", Detail::Thing, WORDS("The certificate of the server is not valid"),
     WORDS("Nothing was sent. There is no way round this; check the address, or name the CA file of the server.")},
    {"tls_eof", Detail::Thing, WORDS("The server hung up while the connection was being secured"),
     WORDS("Nothing was sent. Try again; a firewall or a proxy may stand between.")},
    {"tls_timeout", Detail::Thing, WORDS("Securing the connection took too long"),
     WORDS("Nothing was sent. Try again; a firewall or a proxy may stand between.")},
    {"proxy.auth", Detail::Thing, WORDS("The proxy asks for a password"), WORDS("Use another proxy, or go to this provider directly.")},
    {"proxy.dns", Detail::Thing, WORDS("The name of the proxy was not found"), WORDS("Check the proxy in the settings.")},
    {"proxy.refused", Detail::Thing, WORDS("The proxy does not take a connection"),
     WORDS("Start it, change it in the settings, or go to this provider directly.")},
    {"proxy.timeout", Detail::Thing, WORDS("The proxy did not answer in time"),
     WORDS("Check the proxy in the settings, or go to this provider directly.")},
    {"proxy.missing", Detail::Hidden, WORDS("This provider is to go through a proxy, but none is set"),
     WORDS("Enter one in the settings, or go to this provider directly.")},
    {"proxy.unsupported", Detail::Thing, WORDS("This kind of proxy is not supported"), WORDS("Use an HTTP or a SOCKS5 proxy.")},
    {"proxy.*", Detail::Thing, WORDS("The proxy did not make the connection"),
     WORDS("Check the proxy in the settings, or go to this provider directly.")},

    // What the provider said
    {"auth", Detail::Words, WORDS("%1 refused the key"), WORDS("Replace it, or use another one.")},
    {"rate_limited", Detail::Words, WORDS("%1 takes no more requests for now"),
     WORDS("Wait, or use another key or model.")},
    {"quota", Detail::Words, WORDS("%1 says that the account has no credit left"),
     WORDS("Top it up with the provider, or use another key.")},
    {"context_length", Detail::Words, WORDS("The prompt is longer than the model can take"),
     WORDS("Shorten it, lower the maximum of tokens, or use a model with a larger context.")},
    {"rejected", Detail::Words, WORDS("%1 did not accept the request"),
     WORDS("Change what it names; a parameter can be dropped in the settings of the lane.")},
    {"server", Detail::Words, WORDS("%1 has trouble of its own"), WORDS("Try again later, or use another provider.")},
    {"provider.overloaded*", Detail::Words, WORDS("%1 is overloaded"), WORDS("Try again in a while, or use another model.")},
    {"provider.*", Detail::Words, WORDS("%1 ended the answer with an error"),
     WORDS("What had arrived is kept. Try again, or use another model.")},

    // What came instead of an answer
    {"redirect_cross_origin", Detail::Thing, WORDS("The server points to another host"),
     WORDS("No key was sent there. If the service has moved, change its address and add the key for it.")},
    {"redirect", Detail::Thing, WORDS("The server points to another address"),
     WORDS("It was not followed. If it is right, make it the address of the provider.")},
    {"html_page", Detail::Thing, WORDS("A web page came instead of an answer"),
     WORDS("A sign-in page of the network or a wrong address does this. Open the address in a browser, or change it.")},
    {"content_type", Detail::Thing, WORDS("The answer is of a kind that Triptych does not read"),
     WORDS("Check that the address belongs to this dialect.")},
    {"content_encoding", Detail::Thing, WORDS("The answer is compressed in a way that Triptych does not read"),
     WORDS("A proxy may have done it. Go to this provider directly.")},
    {"empty", Detail::Hidden, WORDS("The answer holds nothing"), WORDS("Try again, or use another model.")},
    {"protocol", Detail::Thing, WORDS("The server does not keep to HTTP"),
     WORDS("Check the address and its port; a proxy may stand between.")},
    {"schema", Detail::Thing, WORDS("The answer is built in another way than its dialect says"),
     WORDS("Check that the address belongs to this dialect.")},
    {"bad_json", Detail::Thing, WORDS("A part of the answer is damaged"), WORDS("What had arrived is kept. Run the lane again.")},
    {"too_large", Detail::Thing, WORDS("The answer is larger than any answer should be"),
     WORDS("What had arrived is kept. Ask for less, or set a maximum of tokens.")},

    // An end that came too soon, or not at all
    {"first_content", Detail::Hidden, WORDS("No content came within the limit"),
     WORDS("The model may be busy. Run the lane again, or allow more time.")},
    {"idle", Detail::Hidden, WORDS("No more bytes came, and no end marker, so the answer is cut off here"),
     WORDS("Run the lane again, or allow more time.")},
    {"no_progress", Detail::Hidden, WORDS("The server only kept the connection alive; the answer is cut off here"),
     WORDS("Run the lane again, or use another model.")},
    {"deadline", Detail::Hidden, WORDS("The time for the whole answer is up"),
     WORDS("What had arrived is kept. Ask for less, or allow more time.")},
    {"truncated", Detail::Hidden, WORDS("The connection ended before the end marker, so the answer is cut off here"),
     WORDS("What had arrived is kept. Run the lane again.")},
    {"reset", Detail::Hidden, WORDS("The connection broke, so the answer is cut off here"),
     WORDS("What had arrived is kept. Run the lane again.")},
    {"user", Detail::Hidden, WORDS("Stopped"), WORDS("The connection is closed; what had arrived is kept and may be billed.")},
    {"app_crash", Detail::Hidden, WORDS("Triptych ended while the answer was arriving"),
     WORDS("What had arrived is kept. Run the lane again.")},
    {"budget", Detail::Hidden, WORDS("The limit of cost is reached"), WORDS("Raise the limit, or use a cheaper model.")},
    {"breaker", Detail::Hidden, WORDS("%1 failed several times in a row, so nothing was sent"),
     WORDS("It is tried again by itself in a while.")},
    {"unsupported", Detail::Thing, WORDS("This provider or model cannot do what was asked"),
     WORDS("Use another model, or leave that part out.")},
};

} // namespace

std::span<const Sentence> streamSentences()
{
    return sentences;
}

} // namespace triptych
