package io.portalbots.platform;

import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portalbots sandbox}: the stand-in for Bitrix24 alone. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the sandbox alone: Bitrix24 portals in memory, with REST, OAuth, events and a messenger.",
            "",
            "Prints on stdout, once it serves, one line each:",
            "  CERTIFICATE FILE    with --tls: what clients have to trust",
            "  CREDENTIALS {...}   an application for any SDK: ids, tokens, endpoints",
            "  READY messenger=URL sandbox=URL",
            "Logs go to stderr. Everything is forgotten when it stops.",
            "",
            "Portals answer to NAME.bitrix24.localhost, the OAuth server to localhost. For clients that resolve no such"
                    + " names, 127.0.0.1 is the first portal, and the OAuth server below /auth/; the credentials are for"
                    + " these. The control API is at /_sandbox/.",
            ""
        })
final class SandboxCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Flags flags = new Flags();

    @SuppressWarnings("UnusedVariable") // read by name, as a key of the configuration
    @Option(names = "--host", paramLabel = "ADDRESS", description = "Where it listens (default: 127.0.0.1).")
    private @Nullable String host;

    @SuppressWarnings("UnusedVariable") // read by name, as a key of the configuration
    @Option(
            names = "--sandbox-port",
            paramLabel = "PORT",
            description = "Its port (default: 8082). 0 picks a free one.")
    private @Nullable String sandboxPort;

    @Option(
            names = "--portal",
            paramLabel = "NAME",
            defaultValue = "acme",
            description = "A portal to begin with; can be given several times (default: ${DEFAULT-VALUE}).")
    private List<String> portals = List.of();

    @Option(
            names = "--loopback-http",
            description = "Portals take plain http for frames and event handlers on 127.0.0.1.")
    private boolean loopbackHttp;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Makes secrets and chance repeat themselves from start to start.")
    private @Nullable Long seed;

    @Mixin
    private final TlsFlags tls = new TlsFlags();

    @Override
    public Integer call() {
        var config = flags.read(spec);
        var options = options(config);
        var lifetime = new Lifetime();
        var vertx = Vertx.vertx();
        lifetime.add(() -> vertx.close().await());
        var sandbox = start(vertx, options);
        var credentials = sandbox.credentials().await();
        lifetime.serve(tls.line(config.data()) + "CREDENTIALS " + credentials.encode() + "\nREADY messenger="
                + sandbox.url(options.portals().get(0)) + "/ sandbox=" + sandbox.url());
        return 0;
    }

    private SandboxOptions options(Config config) {
        try {
            return new SandboxOptions(config.host(), config.sandboxPort(), portals, loopbackHttp)
                    .withSeed(seed())
                    .withTls(tls.certificate(config.data()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    static Sandbox start(Vertx vertx, SandboxOptions options) {
        try {
            return Sandbox.start(vertx, options).await();
        } catch (Exception e) { // await() throws what starting failed with, checked or not
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }
}
