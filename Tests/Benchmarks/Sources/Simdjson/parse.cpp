// Parses every line of files with simdjson and does nothing with what it finds.
// Prints bytes, nanoseconds and documents. Files are in memory before the clock starts.
#include <chrono>
#include <cstdio>
#include <vector>

#include <simdjson.h>

int main(int count, char **arguments) {
    std::vector<simdjson::padded_string> files;
    size_t bytes = 0, documents = 0;
    for (int index = 1; index < count; index++) {
        simdjson::padded_string text;
        if (simdjson::padded_string::load(arguments[index]).get(text)) {
            std::fprintf(stderr, "%s: cannot be read\n", arguments[index]);
            return 1;
        }
        bytes += text.size();
        files.push_back(std::move(text));
    }
    simdjson::dom::parser parser;
    const auto start = std::chrono::steady_clock::now();
    for (const auto &text : files) {
        simdjson::dom::document_stream lines;
        if (parser.parse_many(text, 1 << 24).get(lines)) return 1;
        for (auto line : lines) documents += line.error() == simdjson::SUCCESS;
    }
    const auto time = std::chrono::steady_clock::now() - start;
    std::printf("%zu %lld %zu\n", bytes,
                static_cast<long long>(std::chrono::duration_cast<std::chrono::nanoseconds>(time).count()), documents);
    return 0;
}
