package io.portalbots.platform;

import io.portalbots.plan.Abilities.Again;
import io.portalbots.portal.AllowList;
import io.portalbots.portal.Authorities;
import io.portalbots.registry.Brakes;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts a configuration together. A key is taken from the command line, else from the environment
 * ({@code PORTALBOTS_} + the key in upper snake case), else from the file, else it has its default. In a key a dot leads
 * into a map of the file; a list is its entries with commas between. Every refusal names the key and where its value came
 * from.
 */
final class ConfigReader {

    /** All keys but {@code applications}, with their defaults. */
    static final Map<String, String> DEFAULTS = defaults();

    static final String APPLICATIONS = "applications";

    private static final Set<String> APPLICATION_KEYS =
            Set.of("name", "client-id", "client-secret", "client-secret-file", "kind", "plugins");

    /** A value and where it came from, for people to find it. */
    private record Sourced(String value, String source) {}

    private final Map<String, Sourced> values = new HashMap<>();
    private JsonArray applications = new JsonArray();

    private static Map<String, String> defaults() {
        var keys = new LinkedHashMap<String, String>();
        keys.put("data", ".portalbots");
        keys.put("plugins", "");
        keys.put("host", "127.0.0.1");
        keys.put("port", "8080");
        keys.put("management-host", "127.0.0.1");
        keys.put("management-port", "8081");
        keys.put("sandbox-port", "8082");
        keys.put("public-url", "");
        keys.put("database-url", "");
        keys.put("database-user", "portalbots");
        keys.put("database-password", "");
        keys.put("keys", "");
        keys.put("keys-command", "");
        keys.put("bot-prefix", "portalbots_");
        keys.put("bot-name", "Apps");
        keys.put("menu-support", "true");
        keys.put("outward.allow", "");
        keys.put("outward.ca", "");
        keys.put("oauth.hosts", "oauth.bitrix.info,oauth.bitrix24.tech");
        keys.put("oauth.rate", "50");
        keys.put("known-app", "adopt");
        keys.put("resync", "PT1M");
        keys.put("brakes.share", "0.3");
        keys.put("brakes.least", "50");
        keys.put("brakes.tenants", "25000");
        keys.put("drift", "P4D");
        keys.put("spool", "1024");
        return java.util.Collections.unmodifiableMap(keys);
    }

    /**
     * Reads a configuration.
     *
     * @param file in YAML, if there is one
     * @param flags from the command line, by key
     * @throws UsageException naming what is wrong
     */
    static Config read(Vertx vertx, Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        var reader = new ConfigReader();
        DEFAULTS.forEach((key, value) -> reader.values.put(key, new Sourced(value, "the default")));
        file.ifPresent(path -> reader.file(vertx, path));
        for (var key : DEFAULTS.keySet()) {
            var variable = "PORTALBOTS_" + key.toUpperCase(Locale.ROOT).replaceAll("[-.]", "_");
            if (environment.containsKey(variable)) {
                reader.values.put(key, new Sourced(environment.get(variable), "the environment variable " + variable));
            }
        }
        flags.forEach((key, value) -> reader.values.put(key, new Sourced(value, "the flag --" + key)));
        return reader.config();
    }

    private void file(Vertx vertx, Path file) {
        if (!Files.isReadable(file)) {
            throw new UsageException("the configuration file " + file + " cannot be read");
        }
        take("", yaml(vertx, file), file);
    }

    /** @param above the keys that lead to {@code json}, each with a dot behind it */
    private void take(String above, JsonObject json, Path file) {
        for (var entry : json) {
            var key = above + entry.getKey();
            if (key.equals(APPLICATIONS)) {
                applications = list(entry.getValue(), file);
            } else if (DEFAULTS.containsKey(key)) {
                values.put(key, new Sourced(text(entry.getValue()), "the file " + file));
            } else if (entry.getValue() instanceof JsonObject below
                    && DEFAULTS.keySet().stream().anyMatch(known -> known.startsWith(key + "."))) {
                take(key + ".", below, file);
            } else {
                throw new UsageException("the file " + file + " has the unknown key '" + key + "'; known are "
                        + DEFAULTS.keySet() + " and the list " + APPLICATIONS);
            }
        }
    }

    private static JsonArray list(Object value, Path file) {
        if (value instanceof JsonArray list) {
            return list;
        }
        throw new UsageException(APPLICATIONS + " must be a list, unlike '" + value + "' (from the file " + file + ")");
    }

    private static JsonObject yaml(Vertx vertx, Path file) {
        var store = new ConfigStoreOptions()
                .setType("file")
                .setFormat("yaml")
                .setConfig(new JsonObject().put("path", file.toAbsolutePath().toString()));
        var retriever = ConfigRetriever.create(
                vertx,
                new ConfigRetrieverOptions().setIncludeDefaultStores(false).addStore(store));
        try {
            return retriever.getConfig().await();
        } catch (RuntimeException e) {
            throw new UsageException("the file " + file + " is no valid YAML: " + e.getMessage(), e);
        } finally {
            retriever.close();
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "";
            case JsonArray list -> String.join(",", strings(list));
            default -> value.toString();
        };
    }

    private Config config() {
        refuseBoth("keys", "keys-command");
        var data = value("data", text -> Path.of(filled(text)));
        return new Config(
                data,
                optional("plugins", Path::of).orElse(data.resolve("plugins")),
                value("host", ConfigReader::filled),
                value("port", ConfigReader::port),
                value("management-host", ConfigReader::filled),
                value("management-port", ConfigReader::port),
                value("sandbox-port", ConfigReader::port),
                optional("public-url", ConfigReader::url),
                optional("database-url", text -> text),
                value("database-user", ConfigReader::filled),
                value("database-password", text -> text),
                optional("keys", Path::of),
                optional("keys-command", text -> text),
                value("bot-prefix", text -> matching(text, "[A-Za-z0-9_.-]{0,50}")),
                value("bot-name", text -> matching(text, "[^<>\\p{Cntrl}]{1,50}")),
                value("menu-support", text -> Boolean.parseBoolean(matching(text, "true|false"))),
                value("outward.allow", text -> AllowList.of(entries(text))),
                optional("outward.ca", text -> Authorities.read(Path.of(text))).orElse(Authorities.PUBLIC),
                value("oauth.hosts", ConfigReader::origins),
                value("oauth.rate", text -> Integer.parseInt(matching(text, "[1-9][0-9]{0,3}"))),
                value("known-app", ConfigReader::again),
                false,
                value("resync", ConfigReader::duration),
                brakes(),
                optional("drift", ConfigReader::duration),
                value("spool", text -> Integer.parseInt(matching(text, "[1-9][0-9]{0,5}"))),
                applications());
    }

    private static Again again(String text) {
        return matching(text, "adopt|error|duplicate").equals("duplicate") ? Again.DUPLICATES : Again.SAFE;
    }

    private Brakes.Limits brakes() {
        return new Brakes.Limits(
                value("brakes.share", text -> Double.parseDouble(matching(text, "0|0?\\.[0-9]{1,4}|1(\\.0{1,4})?"))),
                value("brakes.least", ConfigReader::count),
                value("brakes.tenants", ConfigReader::count));
    }

    private List<Application> applications() {
        var read = applications.stream().map(ConfigReader::application).toList();
        var names = new HashSet<String>();
        for (var application : read) {
            if (!names.add(application.name())) {
                throw new UsageException("two applications are called '" + application.name() + "'");
            }
        }
        return read;
    }

    private void refuseBoth(String one, String other) {
        if (optional(one, text -> text).isPresent()
                && optional(other, text -> text).isPresent()) {
            throw new UsageException(one + " (from " + source(one) + ") and " + other + " (from " + source(other)
                    + ") are both set, of which only one can be true");
        }
    }

    private String source(String key) {
        return Optional.ofNullable(values.get(key)).map(Sourced::source).orElseThrow();
    }

    private <T> T value(String key, Function<String, T> read) {
        var sourced = Optional.ofNullable(values.get(key)).orElseThrow();
        try {
            return read.apply(sourced.value().strip());
        } catch (RuntimeException e) {
            throw new UsageException(
                    key + " cannot be '" + sourced.value() + "' (from " + sourced.source() + "): " + e.getMessage(), e);
        }
    }

    private <T> Optional<T> optional(String key, Function<String, T> read) {
        return value(key, text -> text.isEmpty() ? Optional.empty() : Optional.of(read.apply(text)));
    }

    private static String filled(String text) {
        return matching(text, ".+");
    }

    private static String matching(String text, String pattern) {
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException("it must match " + pattern);
        }
        return text;
    }

    private static long count(String text) {
        return Long.parseLong(matching(text, "[0-9]{1,9}"));
    }

    private static int port(String text) {
        var port = Integer.parseInt(matching(text, "[0-9]{1,5}"));
        if (port > 65_535) {
            throw new IllegalArgumentException("ports go up to 65535, and 0 picks a free one");
        }
        return port;
    }

    private static List<String> entries(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** The client secret goes there, so always by https. */
    private static List<URI> origins(String text) {
        return entries(filled(text)).stream()
                .map(host -> URI.create("https://" + matching(host, "[A-Za-z0-9.-]+(:[0-9]{1,5})?")))
                .toList();
    }

    private static URI url(String text) {
        return URI.create(matching(text, "https?://[^/?#]+/?").replaceAll("/$", ""));
    }

    private static Duration duration(String text) {
        var duration = Duration.parse(text);
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("it must be a second or longer, such as PT1M");
        }
        return duration;
    }

    private static Application application(Object entry) {
        if (!(entry instanceof JsonObject json)) {
            throw new UsageException("each of the applications must have name, client-id, .., unlike '" + entry + "'");
        }
        var unknown = json.fieldNames().stream()
                .filter(key -> !APPLICATION_KEYS.contains(key))
                .toList();
        if (!unknown.isEmpty()) {
            throw new UsageException("an application has the unknown key '" + unknown.get(0) + "'; known are "
                    + APPLICATION_KEYS.stream().sorted().toList());
        }
        var name = required(json, "name");
        try {
            return new Application(
                    name,
                    required(json, "client-id"),
                    secret(json),
                    Application.Kind.valueOf(json.getString("kind", "market").toUpperCase(Locale.ROOT)),
                    Set.copyOf(strings(json.getJsonArray("plugins", new JsonArray()))));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new UsageException("the application '" + name + "' is wrong: " + e.getMessage(), e);
        }
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String::valueOf).toList();
    }

    private static String required(JsonObject json, String key) {
        var value = json.getValue(key);
        if (value == null || value.toString().isBlank()) {
            throw new UsageException("an application has no " + key);
        }
        return value.toString();
    }

    private static Secret secret(JsonObject json) {
        if (!json.containsKey("client-secret-file")) {
            return Secret.of(required(json, "client-secret"));
        }
        var file = Path.of(required(json, "client-secret-file"));
        try {
            return Secret.of(Files.readString(file).strip());
        } catch (java.io.IOException e) {
            throw new UsageException("the client-secret-file " + file + " cannot be read", e);
        }
    }
}
