#!/usr/bin/env python3
"""A model on loopback for end-to-end tests with real agents: answers every request with the next text of a list.

usage: mock-model.py PORT_FILE LOG ANSWER...

Writes the port it listens on to PORT_FILE, and to LOG one line of JSON for each answer that it gave. Speaks what Codex
(POST /v1/responses) and Claude Code (POST /v1/messages) ask for, streamed; the last answer is repeated.
"""
import http.server
import json
import sys


class Model(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answers = []
    log = ""
    given = 0

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.reply("application/json", json.dumps({"data": [], "models": [], "object": "list"}))

    def do_HEAD(self):
        self.reply("application/json", "")

    def do_POST(self):
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        path = self.path.split("?")[0]
        try:
            request = json.loads(body)
        except ValueError:
            request = {}
        if path.endswith("/responses"):
            self.stream(self.codex(self.next(path)))
        elif path.endswith("/messages"):
            # Claude Code also asks for titles and the like, without tools: those are no part of the conversation.
            text = self.next(path) if request.get("tools") else "A title"
            if request.get("stream"):
                self.stream(self.claude(text, request.get("model", "mock")))
            else:
                self.reply("application/json", json.dumps(self.whole(text, request.get("model", "mock"))))
        elif path.endswith("/count_tokens"):
            self.reply("application/json", json.dumps({"input_tokens": 1}))
        else:
            self.reply("application/json", "{}")

    def next(self, path):
        cls = type(self)
        text = cls.answers[min(cls.given, len(cls.answers) - 1)]
        cls.given += 1
        with open(cls.log, "a", encoding="utf-8") as log:
            log.write(json.dumps({"path": path, "text": text}) + "\n")
        return text

    def codex(self, text):
        number = type(self).given
        item = {
            "type": "message", "id": f"msg_{number}", "role": "assistant", "status": "completed",
            "content": [{"type": "output_text", "text": text, "annotations": []}],
        }
        usage = {
            "input_tokens": 10, "input_tokens_details": {"cached_tokens": 0}, "output_tokens": 5,
            "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 15,
        }
        response = {"id": f"resp_{number}", "object": "response", "status": "in_progress", "output": []}
        yield "response.created", {"response": response}
        yield "response.output_item.added", {"output_index": 0, "item": dict(item, content=[])}
        yield "response.output_text.delta", {
            "item_id": item["id"], "output_index": 0, "content_index": 0, "delta": text}
        yield "response.output_item.done", {"output_index": 0, "item": item}
        done = dict(response, status="completed", output=[item], usage=usage)
        yield "response.completed", {"response": done}

    def whole(self, text, model):
        return {
            "id": f"msg_{type(self).given}", "type": "message", "role": "assistant", "model": model,
            "content": [{"type": "text", "text": text}], "stop_reason": "end_turn", "stop_sequence": None,
            "usage": {"input_tokens": 10, "output_tokens": 5},
        }

    def claude(self, text, model):
        start = dict(self.whole(text, model), content=[], stop_reason=None)
        yield "message_start", {"message": start}
        yield "content_block_start", {"index": 0, "content_block": {"type": "text", "text": ""}}
        yield "content_block_delta", {"index": 0, "delta": {"type": "text_delta", "text": text}}
        yield "content_block_stop", {"index": 0}
        yield "message_delta", {
            "delta": {"stop_reason": "end_turn", "stop_sequence": None}, "usage": {"output_tokens": 5}}
        yield "message_stop", {}

    def stream(self, events):
        lines = [f"event: {name}\ndata: {json.dumps(dict(data, type=name))}\n\n" for name, data in events]
        self.reply("text/event-stream", "".join(lines))

    def reply(self, kind, text):
        body = text.encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def main():
    port_file, Model.log, Model.answers = sys.argv[1], sys.argv[2], sys.argv[3:]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)
    with open(port_file, "w", encoding="utf-8") as file:
        file.write(f"{server.server_address[1]}\n")
    server.serve_forever()


if __name__ == "__main__":
    main()
