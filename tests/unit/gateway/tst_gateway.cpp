// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/GatewayTest.h"

#include <QJsonArray>
#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

QByteArray chatBody(const QByteArray &model = "one/m", bool isStreamed = true)
{
    return R"({"model":")" + model + R"(","messages":[{"role":"user","content":"Hello"}],"stream":)"
        + (isStreamed ? "true" : "false") + R"(,"stream_options":{"include_usage":true}})";
}

} // namespace

/// The gateway as programs see it, in front of two servers that play what they are told.
class TestGateway : public GatewayTest
{
    Q_OBJECT

private Q_SLOTS:
    void streamsInEachProtocol_data();
    void streamsInEachProtocol();
    void answersAtOnce_data();
    void answersAtOnce();
    void sendsAChunkAsItComes();
    void goesToTheNextModelBeforeContent();
    void saysWhatBrokeAfterContent();
    void tellsErrorsInTheClientsProtocol_data();
    void tellsErrorsInTheClientsProtocol();
    void cancelsForAClientThatLeft();
    void givesSignsOfLife();
    void holdsTheModelBackForASlowClient();
    void keepsItsKeysToItself();
    void goesInNoCircle();
    void limitsStreams();
    void limitsConnections();
    void listsModels();
    void showsAModel();
    void asksOnlyWhatATokenMay();
    void answersTheArticlesRoute();
    void takesTheTokenFromThePath();
    void countsEveryRequestOnce();

private:
    void setRoutes(std::vector<Route> routes) { m_gateway->setConfig({.routes = std::move(routes)}); }
};

void TestGateway::streamsInEachProtocol_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("marker");

    const QByteArray messages = R"("messages":[{"role":"user","content":"Hello"}])";
    QTest::newRow("chat") << QByteArray("/v1/chat/completions") << chatBody() << QByteArray("text/event-stream")
                          << QByteArray("data: [DONE]\n\n");
    QTest::newRow("responses") << QByteArray("/v1/responses")
                               << QByteArray(R"({"model":"one/m","input":"Hello","stream":true})")
                               << QByteArray("text/event-stream") << QByteArray("response.completed");
    QTest::newRow("messages") << QByteArray("/v1/messages?beta=true")
                              << QByteArray(R"({"model":"one/m","max_tokens":9,"stream":true,)" + messages + "}")
                              << QByteArray("text/event-stream") << QByteArray("message_stop");
    QTest::newRow("ollama") << QByteArray("/api/chat") << QByteArray(R"({"model":"one/m",)" + messages + "}")
                            << QByteArray("application/x-ndjson") << QByteArray(R"("done":true)");
}

void TestGateway::streamsInEachProtocol()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, body);
    m_one->play(completeAnswer("Good day"));
    const ClientAnswer answer = ask(post(target, body));
    QCOMPARE(answer.status, 200);
    QTEST(answer.header("content-type"), "type");
    QVERIFY2(answer.body.contains("Good day"), answer.body.constData());
    QFETCH(const QByteArray, marker);
    QVERIFY2(answer.body.contains(marker), answer.body.constData());
    QVERIFY(answer.header("triptych-overhead-ms").toDouble() >= 0);
    QCOMPARE(answer.header("triptych-lane"), QByteArray("one/m"));
    QCOMPARE(m_calls.size(), 1u);
    QCOMPARE(m_calls[0].lane.usage.output, 2);
}

void TestGateway::answersAtOnce_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");

    const QByteArray messages = R"("messages":[{"role":"user","content":"Hello"}])";
    QTest::newRow("chat") << QByteArray("/v1/chat/completions") << chatBody("one/m", false);
    QTest::newRow("responses") << QByteArray("/v1/responses") << QByteArray(R"({"model":"one/m","input":"Hello"})");
    QTest::newRow("messages") << QByteArray("/v1/messages")
                              << QByteArray(R"({"model":"one/m","max_tokens":9,)" + messages + "}");
    QTest::newRow("ollama") << QByteArray("/api/chat")
                            << QByteArray(R"({"model":"one/m","stream":false,)" + messages + "}");
}

void TestGateway::answersAtOnce()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, body);
    m_one->play(completeAnswer("Good day"));
    const ClientAnswer answer = ask(post(target, body));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("content-type"), QByteArray("application/json"));
    QVERIFY(!answer.json().isEmpty());
    QVERIFY2(answer.body.contains("Good day"), answer.body.constData());
}

void TestGateway::sendsAChunkAsItComes()
{
    m_one->play({streamHead(), script::chunk(delta("one")), script::Pause {}, script::chunk(delta("two")),
                 script::chunk(ending()), script::chunk({})});
    const auto socket = client();
    socket->write(post("/v1/chat/completions", chatBody()));
    QByteArray all;
    QTRY_VERIFY((all += socket->readAll()).contains("one")); // on a clock that stands still
    QVERIFY(!all.contains("two"));
    m_one->release();
    QTRY_VERIFY((all += socket->readAll()).contains("[DONE]"));
}

void TestGateway::goesToTheNextModelBeforeContent()
{
    setRoutes({{.name = QStringLiteral("fast"),
                .targets = {{.lane = {.provider = QStringLiteral("one"), .model = QStringLiteral("m")}},
                            {.lane = {.provider = QStringLiteral("two"), .model = QStringLiteral("n")}}}}});
    m_one->playAlways({script::answer(503, R"({"error":{"message":"Overloaded"}})")});
    m_two->playAlways(completeAnswer("from two"));
    const ClientAnswer answer = ask(post("/v1/chat/completions", chatBody("fast")));
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.contains("from two"));
    QCOMPARE(answer.header("triptych-lane"), QByteArray("two/n"));
    QCOMPARE(m_one->requests().size(), 1u); // somebody else knew: no second try
}

void TestGateway::saysWhatBrokeAfterContent()
{
    setRoutes({{.name = QStringLiteral("fast"),
                .targets = {{.lane = {.provider = QStringLiteral("one"), .model = QStringLiteral("m")}},
                            {.lane = {.provider = QStringLiteral("two"), .model = QStringLiteral("n")}}}}});
    m_one->playAlways({streamHead(), script::chunk(delta("half")), script::Close {}});
    const ClientAnswer answer = ask(post("/v1/chat/completions", chatBody("fast")));
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.contains("half"));
    QVERIFY2(answer.body.contains(R"("error")"), answer.body.constData());
    QVERIFY(!answer.body.contains("[DONE]"));
    QVERIFY(m_two->requests().empty());

    const ClientAnswer whole = ask(post("/v1/chat/completions", chatBody("fast", false)));
    QCOMPARE(whole.status, 502);
    QVERIFY(whole.json().contains(QStringLiteral("error")));
}

void TestGateway::tellsErrorsInTheClientsProtocol_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("told");

    const QByteArray messages = R"("messages":[{"role":"user","content":"Hello"}])";
    QTest::newRow("no such model") << QByteArray("/v1/chat/completions") << chatBody("nobody") << 404 << QByteArray()
                                   << QByteArray(R"("code":"model_not_found")");
    QTest::newRow("no JSON") << QByteArray("/v1/chat/completions") << QByteArray("hello") << 400 << QByteArray()
                             << QByteArray("invalid_request_error");
    QTest::newRow("anthropic, no model") << QByteArray("/v1/messages")
                                         << QByteArray(R"({"model":"x","max_tokens":9,)" + messages + "}") << 404
                                         << QByteArray() << QByteArray(R"({"type":"error","error":{"type":"not_found)");
    QTest::newRow("anthropic, no token") << QByteArray("/v1/messages") << QByteArray("{}") << 401
                                         << QByteArray("Authorization: Bearer bad\r\n")
                                         << QByteArray(R"("authentication_error")");
    QTest::newRow("ollama, no model") << QByteArray("/api/chat") << QByteArray(R"({"model":"x",)" + messages + "}")
                                      << 404 << QByteArray() << QByteArray(R"({"error":")");
    QTest::newRow("the provider's own word")
        << QByteArray("/v1/chat/completions") << chatBody() << 400 << QByteArray() << QByteArray("Too long");
}

void TestGateway::tellsErrorsInTheClientsProtocol()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, more);
    m_one->play({script::answer(400, R"({"error":{"message":"Too long","type":"invalid_request_error"}})")});
    const ClientAnswer answer = ask(post(target, body, more));
    QTEST(answer.status, "status");
    QFETCH(const QByteArray, told);
    QVERIFY2(answer.body.contains(told), answer.body.constData());
    QCOMPARE(answer.header("content-type"), QByteArray("application/json"));
}

void TestGateway::cancelsForAClientThatLeft()
{
    m_one->play({streamHead(), script::chunk(delta("one")), script::Pause {}});
    auto socket = client();
    socket->write(post("/v1/chat/completions", chatBody()));
    QByteArray all;
    QTRY_VERIFY((all += socket->readAll()).contains("one"));
    socket->abort();
    QTRY_COMPARE(m_one->openConnections(), 0);
    QTRY_COMPARE(m_calls.size(), 1u);
    QCOMPARE(m_calls[0].status, 499);
    QCOMPARE(m_calls[0].lane.outcome, LaneOutcome::Cancelled);
    QVERIFY(m_gateway->streams().all().isEmpty());
}

void TestGateway::givesSignsOfLife()
{
    m_one->play(
        {streamHead(), script::Pause {}, script::chunk(delta("late")), script::chunk(ending()), script::chunk({})});
    const auto socket = client();
    socket->write(post("/v1/chat/completions", chatBody()));
    QTRY_VERIFY(m_one->isPaused());
    QCOMPARE(socket->readAll(), QByteArray());
    m_clock->advance(GatewayCall::silence);
    QByteArray all;
    QTRY_VERIFY((all += socket->readAll()).contains("\n: "));
    m_one->release();
    QTRY_VERIFY((all += socket->readAll()).contains("[DONE]"));
    QVERIFY(all.contains("late"));
}

void TestGateway::holdsTheModelBackForASlowClient()
{
    const QByteArray much = delta(QByteArray(64 << 10, 'x').constData());
    script::Steps steps {streamHead()};
    for (int i = 0; i < 512; ++i)
        steps.emplace_back(script::chunk(much));
    steps.emplace_back(script::chunk(ending()));
    steps.emplace_back(script::chunk({}));
    m_one->play(steps);
    const auto socket = client();
    socket->setReadBufferSize(4096);
    socket->write(post("/v1/chat/completions", chatBody()));
    QTRY_VERIFY(m_one->unsentBytes() > 0);
    qint64 before = -1;
    QTRY_VERIFY(std::exchange(before, m_one->unsentBytes()) == m_one->unsentBytes());
    QVERIFY2(m_one->unsentBytes() > 16 << 20, QByteArray::number(m_one->unsentBytes()).constData());
    socket->setReadBufferSize(0);
    QByteArray end;
    QTRY_VERIFY_WITH_TIMEOUT((end = (end + socket->readAll()).right(64)).contains("[DONE]"), 20'000);
}

void TestGateway::keepsItsKeysToItself()
{
    m_one->playAlways(completeAnswer("hi"));
    const ClientAnswer answer = ask(
        post("/v1/chat/completions", chatBody(),
             "X-Forwarded-For: evil\r\nX-Api-Key: sk-of-the-client\r\nopenai-organization: theirs\r\ncookie: c=1\r\n"));
    QCOMPARE(answer.status, 200);
    const ScriptedRequest &sent = m_one->requests().at(0);
    QCOMPARE(sent.header("authorization"), QByteArray("Bearer sk-canary-4711"));
    for (const char *words : {"evil", "sk-of-the-client", "theirs", "c=1", "good"})
        QVERIFY2(!sent.head.contains(words), sent.head.constData());
    QVERIFY(!answer.body.contains("sk-canary"));
}

void TestGateway::goesInNoCircle()
{
    m_one->playAlways(completeAnswer("hi"));
    QCOMPARE(ask(post("/v1/chat/completions", chatBody(), "Via: 1.1 squid, 1.1 triptych-0123456789abcdef\r\n")).status,
             200);
    const QByteArray via = m_one->requests().at(0).header("via");
    QVERIFY2(via.startsWith("1.1 triptych-0123456789abcdef, 1.1 triptych-"), via.constData());
    const ClientAnswer looped = ask(post("/v1/chat/completions", chatBody(), "Via: " + via + "\r\n"));
    QCOMPARE(looped.status, 508);
    QCOMPARE(m_one->requests().size(), 1u);
}

void TestGateway::limitsStreams()
{
    m_gateway->setConfig({.streamsPerToken = 1});
    m_one->playAlways(
        {streamHead(), script::chunk(delta("one")), script::Pause {}, script::chunk(ending()), script::chunk({})});
    const auto socket = client();
    socket->write(post("/v1/chat/completions", chatBody()));
    QByteArray all;
    QTRY_VERIFY((all += socket->readAll()).contains("one"));
    const ClientAnswer second = ask(post("/v1/chat/completions", chatBody()));
    QCOMPARE(second.status, 429);
    QCOMPARE(second.header("retry-after"), QByteArray("1"));
    m_one->release();
    QTRY_VERIFY((all += socket->readAll()).contains("[DONE]"));

    m_gateway->setConfig({.streamsPerProvider = 1});
    m_doorkeeper.known.insert("other", token(QStringLiteral("other")));
    socket->write(post("/v1/chat/completions", chatBody()));
    QTRY_VERIFY(m_one->isPaused());
    QCOMPARE(ask(post("/v1/chat/completions", chatBody(), "Authorization: Bearer other\r\n")).status, 429);
}

/// A connection is its latest token's.
void TestGateway::limitsConnections()
{
    m_gateway->setConfig({.connectionsPerToken = 1});
    m_doorkeeper.known.insert("other", token(QStringLiteral("other")));
    const QByteArray mine = request("GET", "/v1/models");
    const QByteArray theirs = request("GET", "/v1/models", {}, "Authorization: Bearer other\r\n");
    auto first = client();
    const auto statusOn = [this](QTcpSocket &socket, const QByteArray &asked) {
        socket.write(asked);
        return answerOf(socket).status;
    };
    QCOMPARE(statusOn(*first, mine), 200);
    QCOMPARE(statusOn(*first, mine), 200);
    const auto second = client();
    second->write(mine);
    const ClientAnswer refused = answerOf(*second);
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.json()[u"error"][u"code"].toString(), QStringLiteral("connections"));
    QTRY_COMPARE(second->state(), QAbstractSocket::UnconnectedState);

    const auto third = client();
    QCOMPARE(statusOn(*third, theirs), 200);
    QCOMPARE(statusOn(*first, theirs), 429);
    first->abort();
    third->abort();
    QTRY_COMPARE(m_gateway->connections(), 0);
    first = client();
    QCOMPARE(statusOn(*first, mine), 200);
    QCOMPARE(statusOn(*first, theirs), 200);
    const auto last = client();
    QCOMPARE(statusOn(*last, mine), 200); // the first one changed hands
}

void TestGateway::listsModels()
{
    setRoutes({{.name = QStringLiteral("fast"),
                .targets = {{.lane = {.provider = QStringLiteral("one"), .model = QStringLiteral("m")}}}},
               {.name = QStringLiteral("x-*"),
                .targets = {{.lane = {.provider = QStringLiteral("one"), .model = QStringLiteral("*")}}}}});
    const auto names = [](const QJsonArray &list, const char *key) {
        QStringList all;
        for (const QJsonValue &entry : list)
            all << entry[QLatin1String(key)].toString();
        return all;
    };
    const QStringList expected {QStringLiteral("fast"), QStringLiteral("one/m"), QStringLiteral("two/n")};
    QCOMPARE(names(ask(request("GET", "/v1/models")).json()[u"data"].toArray(), "id"), expected);
    const QJsonObject theirs = ask(request("GET", "/v1/models", {}, "anthropic-version: 2023-06-01\r\n")).json();
    QCOMPARE(names(theirs[u"data"].toArray(), "id"), expected);
    QCOMPARE(theirs[u"has_more"].toBool(true), false);
    QCOMPARE(names(ask(request("GET", "/api/tags")).json()[u"models"].toArray(), "name"), expected);
}

void TestGateway::showsAModel()
{
    const QJsonObject shown = ask(post("/api/show", R"({"model":"one/m"})")).json();
    const QJsonObject info = shown[u"model_info"].toObject();
    const QString architecture = info[u"general.architecture"].toString();
    QCOMPARE(info[architecture + QStringLiteral(".context_length")].toInt(), 4'096);
    QVERIFY(shown[u"capabilities"].toArray().contains(QStringLiteral("completion")));
    QCOMPARE(ask(post("/api/show", R"({"model":"nobody"})")).status, 404);
    QVERIFY(!ask(request("GET", "/api/version")).json()[u"version"].toString().isEmpty());
}

void TestGateway::asksOnlyWhatATokenMay()
{
    auto narrow = std::make_shared<TokenClaims>(TokenClaims {.id = QStringLiteral("narrow")});
    narrow->models = {QStringLiteral("two/*")};
    narrow->scope = {QStringLiteral("chat"), QStringLiteral("models")};
    m_doorkeeper.known.insert("narrow", narrow);
    const QByteArray as = "Authorization: Bearer narrow\r\n";
    m_two->playAlways(completeAnswer("hi"));
    QCOMPARE(ask(post("/v1/chat/completions", chatBody("one/m"), as)).status, 403);
    QCOMPARE(ask(post("/v1/chat/completions", chatBody("two/n"), as)).status, 200);
    QCOMPARE(ask(post("/v1/messages", "{}", as)).status, 403);
    QCOMPARE(ask(request("GET", "/metrics", {}, as)).status, 403);
    const QJsonArray listed = ask(request("GET", "/v1/models", {}, as)).json()[u"data"].toArray();
    QCOMPARE(listed.size(), 1);
    QVERIFY(m_one->requests().empty());

    setRoutes({{.name = QStringLiteral("fast"),
                .targets = {{.lane = {.provider = QStringLiteral("one"), .model = QStringLiteral("m")}},
                            {.lane = {.provider = QStringLiteral("two"), .model = QStringLiteral("n")}}}}});
    QCOMPARE(ask(post("/v1/chat/completions", chatBody("fast"), as)).header("triptych-lane"), QByteArray("two/n"));
}

void TestGateway::answersTheArticlesRoute()
{
    setRoutes({{.name = QStringLiteral("claude"),
                .targets = {{.lane = {.provider = QStringLiteral("one"), .model = QStringLiteral("m")}}}}});
    m_one->play(completeAnswer("int f;"));
    const ClientAnswer answer = ask(post("/proxy/claude", R"({"code":"int f","comment":"finish it"})"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"response"].toString(), QStringLiteral("int f;"));
    QCOMPARE(answer.json()[u"usage"][u"output_tokens"].toInt(), 2);
    QVERIFY(m_one->requests().at(0).body.contains(R"(int f\nfinish it)"));
    setRoutes({});
    m_gateway->setModels({.providers = {QStringLiteral("anthropic")},
                          .firstModels = {{QStringLiteral("anthropic"), QStringLiteral("first")}}});
    const ClientAnswer unrouted = ask(post("/proxy/claude", R"({"code":"x","comment":"y"})"));
    QCOMPARE(unrouted.header("triptych-lane"), QByteArray("anthropic/first"));
    QCOMPARE(unrouted.status, 503); // for want of a key
    QVERIFY(unrouted.json()[u"error"].toString().contains(QStringLiteral("anthropic")));
    const ClientAnswer wrong = ask(post("/proxy/claude", R"({"code":"x"})"));
    QCOMPARE(wrong.status, 400);
    QVERIFY(wrong.json()[u"error"].toString().contains(QStringLiteral("comment")));
}

void TestGateway::takesTheTokenFromThePath()
{
    const QByteArray host = "Host: localhost:" + QByteArray::number(m_port) + "\r\n\r\n";
    QCOMPARE(ask("GET /t/good/api/version HTTP/1.1\r\n" + host).status, 200);
    QCOMPARE(ask("GET /t/bad/api/version HTTP/1.1\r\n" + host).status, 401);
    QCOMPARE(ask("GET /t/good HTTP/1.1\r\n" + host).status, 404);
    QCOMPARE(ask("GET /healthz HTTP/1.1\r\n" + host).status, 200);
    QCOMPARE(ask("GET /api/version HTTP/1.1\r\nx-api-key: good\r\n" + host).status, 200);
}

void TestGateway::countsEveryRequestOnce()
{
    m_one->playAlways(completeAnswer("hi"));
    ask(request("GET", "/v1/models"));
    ask(post("/v1/chat/completions", chatBody())); // a call
    ask(post("/v1/chat/completions", chatBody("nobody")));
    ask(request("GET", "/v1/nothing"));
    ask(request("GET", "/metrics", {}, "Authorization: Bearer bad\r\n"));
    QStringList counted;
    for (const RequestFigures &figures : m_requests)
        counted << QStringLiteral("%1 %2 %3").arg(figures.method, figures.route).arg(figures.status);
    QCOMPARE(counted,
             (QStringList {QStringLiteral("GET /v1/models 200"), QStringLiteral("POST /v1/chat/completions 404"),
                           QStringLiteral("GET  404"), QStringLiteral("GET /metrics 401")}));
    QCOMPARE(m_calls.size(), 1u);
}

QTEST_GUILESS_MAIN(TestGateway)
#include "tst_gateway.moc"
