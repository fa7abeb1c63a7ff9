package io.portalbots.sandbox.conformance;

import io.portalbots.sandbox.conformance.Ask.Body;
import io.portalbots.sandbox.conformance.Ask.Kind;
import io.portalbots.sandbox.conformance.Ask.Token;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what is asked: one of {@code call}, {@code control}, {@code oauth} and {@code url}, and how it is sent. */
final class AskReader {

    private static final String[] KEYS = {
        "call", "control", "oauth", "url", "auth", "verb", "headers", "query", "form", "json", "multipart", "body"
    };
    private static final Map<String, Kind> BODIES =
            Map.of("form", Kind.FORM, "json", Kind.JSON, "multipart", Kind.MULTIPART, "body", Kind.RAW);
    private static final String TOKEN = "${access_token}";

    private AskReader() {}

    static Ask read(Place place, Object value) {
        var node = Node.of(place, value, KEYS);
        return switch (one(node, "call", "control", "oauth", "url")) {
            case "call" -> call(node);
            case "control" -> control(node);
            case "oauth" -> oauth(node);
            default -> url(node);
        };
    }

    /** A method of the portal, or of the webhook: a form unless something else is said. */
    private static Ask call(Node node) {
        var auth = node.optionalText("auth").orElse("param");
        var base = auth.equals("webhook") ? "${webhook_url}" : "${client_endpoint}";
        var body = body(node);
        var isBare = body.kind() == Kind.NONE && !node.has("query") && !node.has("verb");
        return ask(node, node.optionalText("verb"), base + node.text("call"), token(auth), isBare ? form() : body);
    }

    /** {@code control: POST /portals/${portal}/chats}. */
    private static Ask control(Node node) {
        var line = node.text("control").split(" ", 2);
        if (line.length < 2 || !line[1].startsWith("/")) {
            throw node.place().wrong("control must be a verb and a path, such as 'POST /clock'");
        }
        return ask(node, Optional.of(line[0]), "${base}/_sandbox" + line[1], Optional.empty(), body(node));
    }

    /** The token endpoint: a query, or a form if it is a POST. */
    private static Ask oauth(Node node) {
        var verb = node.optionalText("verb").orElse("GET");
        var isForm = verb.equals("POST");
        return new Ask(
                Optional.of(verb),
                "${oauth}",
                Optional.empty(),
                node.map("headers"),
                isForm ? "" : node.map("oauth"),
                isForm ? new Body(Kind.FORM, node.map("oauth")) : Body.NONE);
    }

    private static Ask url(Node node) {
        var url = node.text("url");
        var absolute = url.startsWith("/") ? "${origin}" + url : url;
        var token = node.optionalText("auth").flatMap(AskReader::token);
        return ask(node, node.optionalText("verb"), absolute, token, body(node));
    }

    private static Ask ask(Node node, Optional<String> verb, String url, Optional<Token> token, Body body) {
        return new Ask(
                verb, url, token, node.map("headers"), node.value("query").orElse(""), body);
    }

    private static Optional<Token> token(String auth) {
        return switch (auth) {
            case "none", "webhook" -> Optional.empty();
            case "param" -> Optional.of(new Token("auth", TOKEN));
            case "access_token" -> Optional.of(new Token("access_token", TOKEN));
            case "bearer" -> Optional.of(new Token(Token.BEARER, TOKEN));
            default -> Optional.of(new Token("auth", auth));
        };
    }

    private static Body body(Node node) {
        if (Stream.of("form", "json", "multipart", "body").noneMatch(node::has)) {
            return Body.NONE;
        }
        var key = one(node, "form", "json", "multipart", "body");
        return new Body(BODIES.getOrDefault(key, Kind.RAW), node.value(key).orElse(""));
    }

    private static Body form() {
        return new Body(Kind.FORM, Map.of());
    }

    private static String one(Node node, String... keys) {
        var there = Stream.of(keys).filter(node::has).toList();
        if (there.size() != 1) {
            throw node.place().wrong("exactly one of " + String.join(", ", keys) + " is needed, not " + there);
        }
        return there.getFirst();
    }
}
