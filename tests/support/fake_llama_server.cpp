// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// clang-format off
// Stands in for llama-server and misbehaves on command. It takes the same words; what it shall do stands in a file beside
// the model, MODEL.behaviour, one line each (its environment is empty but for the key):
//
//   exit N              ends with status N instead of loading         say TEXT      writes TEXT to its log first
//   segv_at_start       dies of SIGSEGV                               once FILE     the lines below count only while FILE
//   abort_at_start      dies of SIGABRT                                             is not there; it is made then
//   segv_after N        dies while it answers the Nth completion      flood MIB     writes that much noise to its log
//   kill_after N        is killed (as when memory runs out)           ignore_term   does not mind SIGTERM
//   stop_after N        stops itself (SIGSTOP) at the Nth completion  lines N       writes N numbered lines to its log
//   loading             answers /health with 503 for ever             fork          starts a grandchild that sleeps
//   stopped             stops itself (SIGSTOP) before it listens      open          lets every key in
//   silent              takes connections, never answers              mute          never says where it listens
//   stranger PORT       names another one's port                      look PATH     says in its log whether it sees PATH
//   busy [FILE]         /slots says that a lane is being answered     slots_wait FILE    /slots answers once FILE is there
//                       (as long as FILE is there)                           and leaves a line in FILE.asked before
//
//   chatter MS          writes to its log that often, and leaves /health unanswered while MODEL.mute_health is there
//
//   stream N            answers completions with N words, "word1 word2 …", as llama-server streams them
//   pause MS            rests after each word                         read_to_close      streams without chunks
//   SIGNAL_after_words N    segv, abort, kill, stop: sends itself that signal after N words of a stream
// clang-format on

#include <arpa/inet.h>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <netinet/in.h>
#include <sstream>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace {

using Behaviour = std::map<std::string, std::string>;

Behaviour readBehaviour(const std::string &file)
{
    Behaviour behaviour;
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        const auto space = line.find(' ');
        const std::string word = line.substr(0, space);
        const std::string value = space == std::string::npos ? std::string() : line.substr(space + 1);
        if (word == "once") {
            if (::access(value.c_str(), F_OK) == 0)
                break;
            std::ofstream(value) << "seen\n";
            continue;
        }
        behaviour[word] = value;
    }
    return behaviour;
}

class Engine
{
public:
    Engine(Behaviour behaviour, std::string model) : m_behaviour(std::move(behaviour)), m_model(std::move(model)) {}
    int run();

private:
    bool does(const char *word) const { return m_behaviour.contains(word); }
    int number(const char *word) const { return std::atoi(m_behaviour.at(word).c_str()); }
    void misbehaveAtStart() const;
    void report() const;
    int listenOnLoopback();
    void answer(int connection);
    std::string respond(const std::string &request, int connection);
    std::string slots() const;
    void complete(int connection);
    void stream(int connection) const;
    void raiseAfter(const char *unit, int count) const;

    Behaviour m_behaviour;
    std::string m_model;
    int m_port = 0;
    std::atomic<int> m_completions = 0; // connections have threads of their own
};

void say(const std::string &text)
{
    std::fprintf(stderr, "%s\n", text.c_str());
}

void Engine::misbehaveAtStart() const
{
    if (does("say"))
        say(m_behaviour.at("say"));
    for (int i = 1; does("lines") && i <= number("lines"); ++i)
        say("line " + std::to_string(i));
    if (does("look"))
        say((::access(m_behaviour.at("look").c_str(), F_OK) == 0 ? "sees " : "does not see ") + m_behaviour.at("look"));
    if (does("ignore_term"))
        std::signal(SIGTERM, SIG_IGN);
    if (does("fork") && ::fork() == 0) {
        for (;;)
            ::pause();
    }
    if (does("flood")) {
        std::string noise(1 << 20, '#');
        for (std::size_t i = 0; i < noise.size(); i += 97)
            noise[i] = char(i % 32); // escapes, bells, zeros, ends of lines
        for (int i = 0; i < number("flood"); ++i)
            std::fwrite(noise.data(), 1, noise.size(), stderr);
    }
    if (does("segv_at_start"))
        std::raise(SIGSEGV);
    if (does("abort_at_start"))
        std::abort();
    if (does("exit"))
        std::exit(number("exit"));
}

/// Tells the test how it was started: words and environment.
void Engine::report() const
{
    std::ofstream(m_model + ".pid") << ::getpid() << "\n";
    std::ofstream environment(m_model + ".environment");
    for (char **word = environ; *word; ++word)
        environment << *word << "\n";
}

int Engine::listenOnLoopback()
{
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(server, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(server, 64) != 0)
        std::exit(3);
    ::getsockname(server, reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    return server;
}

std::string http(int status, const std::string &body)
{
    return "HTTP/1.1 " + std::to_string(status) + " Whatever\r\nContent-Type: application/json\r\nContent-Length: "
        + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

bool isThere(const std::string &file)
{
    return ::access(file.c_str(), F_OK) == 0;
}

void rest(int milliseconds)
{
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

void send(int connection, const std::string &bytes)
{
    [[maybe_unused]] const auto written = ::write(connection, bytes.data(), bytes.size());
}

/// "segv_after 2" and the like; `unit` is what follows the signal's name.
void Engine::raiseAfter(const char *unit, int count) const
{
    static const std::map<std::string, int> signals {
        {"segv", SIGSEGV}, {"abort", SIGABRT}, {"kill", SIGKILL}, {"stop", SIGSTOP}};
    for (const auto &[name, signal] : signals) {
        const std::string word = name + unit;
        if (does(word.c_str()) && count >= number(word.c_str()))
            std::raise(signal);
    }
}

std::string Engine::slots() const
{
    if (does("slots_wait"))
        std::ofstream(m_behaviour.at("slots_wait") + ".asked", std::ios::app) << "asked\n";
    while (does("slots_wait") && !isThere(m_behaviour.at("slots_wait")))
        rest(10);
    const bool isBusy = does("busy") && (m_behaviour.at("busy").empty() || isThere(m_behaviour.at("busy")));
    return isBusy ? R"([{"id":0,"is_processing":true}])" : R"([{"id":0,"is_processing":false}])";
}

void Engine::stream(int connection) const
{
    const bool isChunked = !does("read_to_close");
    const auto event = [&](const std::string &data) {
        std::ostringstream piece;
        const std::string line = "data: " + data + "\n\n";
        if (isChunked)
            piece << std::hex << line.size() << "\r\n" << line << "\r\n";
        send(connection, isChunked ? piece.str() : line);
    };
    const auto delta = [&](const std::string &inner, const std::string &finish) {
        event(
            R"({"object":"chat.completion.chunk","created":1,"id":"chatcmpl-fake","model":"fake","choices":[{"index":0,"delta":{)"
            + inner + R"(},"finish_reason":)" + finish + "}]}");
    };
    send(connection,
         std::string("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n")
             + (isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n"));
    delta(R"("role":"assistant","content":null)", "null");
    raiseAfter("_after_words", 0);
    for (int i = 1; i <= number("stream"); ++i) {
        delta(R"("content":"word)" + std::to_string(i) + R"( ")", "null");
        // What is in the socket is not lost by the signal, but a reset may overtake it.
        raiseAfter("_after_words", i);
        if (does("pause"))
            rest(number("pause"));
    }
    delta("", R"("stop")");
    event("[DONE]");
    if (isChunked)
        send(connection, "0\r\n\r\n");
}

void Engine::complete(int connection)
{
    raiseAfter("_after", ++m_completions);
    if (does("stream"))
        stream(connection);
    else
        send(connection, http(200, "{}"));
}

/// Empty: it has answered by itself.
std::string Engine::respond(const std::string &request, int connection)
{
    const std::string path
        = request.substr(request.find(' ') + 1, request.find(' ', request.find(' ') + 1) - request.find(' ') - 1);
    while (path == "/health" && does("chatter") && isThere(m_model + ".mute_health"))
        rest(10);
    if (path == "/health")
        return does("loading") ? http(503, R"({"error":{"message":"Loading model"}})")
                               : http(200, R"({"status":"ok"})");
    const char *key = std::getenv("LLAMA_API_KEY");
    const bool isLetIn
        = does("open") || (key && request.find(std::string("Bearer ") + key + "\r\n") != std::string::npos);
    if (!isLetIn)
        return http(401, R"({"error":{"message":"Invalid API Key"}})");
    if (path == "/slots")
        return http(200, slots());
    if (path != "/v1/chat/completions")
        return http(200, "{}");
    complete(connection);
    return {};
}

/// The whole request: closing a socket with unread bytes in it would be a reset.
std::string readRequest(int connection)
{
    std::string request;
    char piece[4096];
    for (std::size_t whole = std::string::npos; request.size() < whole;) {
        const ssize_t got = ::read(connection, piece, sizeof piece);
        if (got <= 0)
            return {};
        request.append(piece, std::size_t(got));
        const auto end = request.find("\r\n\r\n");
        const auto length = request.find("Content-Length: ");
        if (end != std::string::npos)
            whole = end + 4 + (length < end ? std::stoul(request.substr(length + 16)) : 0);
    }
    return request;
}

void Engine::answer(int connection)
{
    const std::string request = readRequest(connection);
    if (!request.empty())
        send(connection, respond(request, connection));
    ::close(connection);
}

int Engine::run()
{
    report();
    misbehaveAtStart();
    say("0.00.001 I srv  llama_server: initializing ...");
    const int server = listenOnLoopback();
    if (does("stopped"))
        std::raise(SIGSTOP);
    const int told = does("stranger") ? number("stranger") : m_port;
    if (!does("mute"))
        say("0.00.002 I srv  llama_server: listening on http://127.0.0.1:" + std::to_string(told));
    if (does("chatter")) {
        std::thread([this] {
            for (;; rest(number("chatter")))
                say("srv  still at work");
        }).detach();
    }
    for (;;) {
        const int connection = ::accept(server, nullptr, nullptr);
        if (connection < 0)
            continue;
        if (does("silent"))
            continue; // and keep it open
        std::thread([this, connection] { answer(connection); }).detach();
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    std::string model;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--version") == 0) {
            std::printf("version: 0.5.0-fake (build 1, commit 0000000)\n");
            return 0;
        }
        if (std::strcmp(argv[i], "-m") == 0 && i + 1 < argc)
            model = argv[i + 1];
    }
    std::ofstream words(model + ".arguments");
    for (int i = 1; i < argc; ++i)
        words << argv[i] << "\n";
    words.close();
    return Engine(readBehaviour(model + ".behaviour"), model).run();
}
