package io.portalbots.platform;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portalbots tenant}: one tenant, to look at and to act on. */
@Command(
        name = "tenant",
        mixinStandardHelpOptions = true,
        description = {
            "Shows one tenant of the running platform, or acts on it.",
            "SELECTOR is its member id, domain or id, or the beginning of one that no other tenant shares."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TenantCommand.Show.class,
            TenantCommand.Suspend.class,
            TenantCommand.Resume.class,
            TenantCommand.Purge.class,
            TenantCommand.ResetBot.class
        },
        footer = {
            "",
            "Examples:",
            "  portalbots tenant show acme",
            "  portalbots tenant suspend acme.bitrix24.com --reason 'asked us to'",
            "  portalbots tenant purge acme.bitrix24.com --yes",
            "  portalbots tenant reset-bot acme --plugin echo --yes"
        })
final class TenantCommand {

    private TenantCommand() {}

    /** What they share: whom they are about, and how they print. */
    abstract static class OfOne implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final Flags flags = new Flags();

        @Parameters(
                index = "0",
                paramLabel = "SELECTOR",
                description = "The tenant's member id, domain or id, or the beginning of one.")
        private String selector = "";

        @Option(names = "--json", description = "Prints JSON with every field.")
        private boolean json;

        @Override
        public Integer call() {
            try (var admin = AdminClient.of(flags.read(spec))) {
                var answer = ask(admin, selector);
                System.out.println(json ? answer.encodePrettily() : told(answer));
                return 0;
            }
        }

        abstract JsonObject ask(AdminClient admin, String selector);

        abstract String told(JsonObject answer);
    }

    /** {@code portalbots tenant show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "Shows a tenant: its state and why, chains of tokens, apps with their last answer, settings that are"
                        + " missing, the security log, and what was asked of its portal in the last three days."
            },
            footer = {"", "Examples:", "  portalbots tenant show acme", "  portalbots tenant show acme --json"})
    static final class Show extends OfOne {

        @Override
        JsonObject ask(AdminClient admin, String selector) {
            return admin.get(List.of("tenants", selector));
        }

        @Override
        String told(JsonObject answer) {
            return new TenantReport(answer, Instant.now()).toString().stripTrailing();
        }
    }

    /** Those that change a tenant, for a reason that the security log keeps. */
    abstract static class Deed extends OfOne {

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the security log.")
        private String reason = "";

        private final String name;

        Deed(String name) {
            this.name = name;
        }

        @Override
        JsonObject ask(AdminClient admin, String selector) {
            return admin.post(List.of("tenants", selector, name), body());
        }

        JsonObject body() {
            return new JsonObject().put("reason", reason);
        }

        @Override
        String told(JsonObject answer) {
            return answer.getString("domain") + " is " + answer.getString("state") + " (" + answer.getString("id")
                    + ")";
        }
    }

    /** {@code portalbots tenant suspend}. */
    @Command(
            name = "suspend",
            mixinStandardHelpOptions = true,
            description = "Stops serving a tenant until it is resumed. Its apps stay on the portal and say nothing.",
            footer = {"", "Example:", "  portalbots tenant suspend acme --reason 'does not pay'"})
    static final class Suspend extends Deed {
        Suspend() {
            super("suspend");
        }
    }

    /** {@code portalbots tenant resume}. */
    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Serves a tenant again that was suspended, or tries one that was out of reach.",
            footer = {"", "Example:", "  portalbots tenant resume acme"})
    static final class Resume extends Deed {
        Resume() {
            super("resume");
        }
    }

    /** {@code portalbots tenant purge}. */
    @Command(
            name = "purge",
            mixinStandardHelpOptions = true,
            description = {
                "Erases tokens, settings, events and exchanges of a tenant for good; its security log stays.",
                "An active tenant is not purged: suspend it, or uninstall the application on its portal, first."
            },
            footer = {"", "Example:", "  portalbots tenant purge acme.bitrix24.com --yes --reason 'asked us to'"})
    static final class Purge extends Deed {

        @Option(names = "--yes", description = "That it is really wanted: nothing brings the data back.")
        private boolean yes;

        Purge() {
            super("purge");
        }

        @Override
        public Integer call() {
            if (!yes) {
                throw new UsageException("purge erases for good; say --yes if that is wanted");
            }
            return super.call();
        }
    }

    /** {@code portalbots tenant reset-bot}. */
    @Command(
            name = "reset-bot",
            mixinStandardHelpOptions = true,
            description = {
                "Removes the bots of a tenant from its portal with all their commands and apps, and registers everything"
                        + " anew: for apps that are in doubt, because a registration was never answered.",
                "Buttons in old messages stop working for good, chats with the bot are gone, and people see the new buttons"
                        + " within 26 minutes, in the new bot's menu at once."
            },
            footer = {
                "",
                "Examples:",
                "  portalbots tenant reset-bot acme --yes --reason 'board in doubt'",
                "  portalbots tenant reset-bot acme.bitrix24.com --plugin echo --yes"
            })
    static final class ResetBot extends Deed {

        @Option(
                names = "--plugin",
                paramLabel = "ID",
                description = "Only the bot that this plugin's apps belong to. Plugins without a bot share one.")
        private String plugin = "";

        @Option(names = "--yes", description = "That it is really wanted: buttons in old messages stop working.")
        private boolean yes;

        ResetBot() {
            super("reset-bot");
        }

        @Override
        public Integer call() {
            if (!yes) {
                throw new UsageException(
                        "reset-bot removes bots with their chats, and buttons in old messages stop working"
                                + " for good; say --yes if that is wanted");
            }
            return super.call();
        }

        @Override
        JsonObject body() {
            return super.body().put("plugin", plugin);
        }

        @Override
        String told(JsonObject answer) {
            return "removed from " + answer.getString("domain") + ": bots " + answer.getInteger("bots")
                    + ", commands and apps " + answer.getInteger("owned") + ", of "
                    + String.join(
                            ", ",
                            answer.getJsonArray("plugins").stream()
                                    .map(String::valueOf)
                                    .toList())
                    + "; everything is registered anew now";
        }
    }
}
