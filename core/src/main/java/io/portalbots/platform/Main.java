package io.portalbots.platform;

import io.portalbots.plugin.PluginOutput;
import io.portalbots.store.StoreException;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line. Exit codes: 0 ok, 1 failed, 2 wrong usage. */
@Command(
        name = "portalbots",
        description = "Hosts chat apps on many Bitrix24 portals at once.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DevCommand.class,
            RunCommand.class,
            SandboxCommand.class,
            ConformanceCommand.class,
            SettingsCommand.class,
            KeysCommand.class,
            TenantsCommand.class,
            TenantCommand.class,
            EventsCommand.class,
            HoldsCommand.class,
            DoctorCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            CheckCommand.class,
            BenchCommand.class
        })
public final class Main {

    private Main() {}

    @SuppressWarnings("resource") // for as long as the process lives
    public static void main(String[] args) {
        new PluginOutput();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler(Main::failed);
    }

    private static int misused(ParameterException e, String[] arguments) {
        var command = e.getCommandLine().getCommandSpec().qualifiedName();
        System.err.println("portalbots: " + e.getMessage() + "; '" + command + " --help' explains");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command, ParseResult result) {
        PrintStream err = System.err;
        return switch (e) {
            case UsageException usage -> {
                err.println("portalbots: " + usage.getMessage());
                yield CommandLine.ExitCode.USAGE;
            }
            case StoreException store -> {
                err.println("portalbots: " + store.getMessage());
                yield CommandLine.ExitCode.SOFTWARE;
            }
            case StartException start -> {
                err.println("portalbots: " + start.getMessage());
                yield CommandLine.ExitCode.SOFTWARE;
            }
            default -> {
                e.printStackTrace(err);
                yield CommandLine.ExitCode.SOFTWARE;
            }
        };
    }

    /** Tells the version of the jar we come from. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"portalbots " + (version == null ? "(unpacked)" : version)};
        }
    }
}
