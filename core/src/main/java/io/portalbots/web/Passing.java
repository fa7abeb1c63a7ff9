package io.portalbots.web;

import io.portalbots.plugin.PluginException;
import io.portalbots.spi.ChatException;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.TenantUnavailableException;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells what may be over after a while from what is as it is. */
final class Passing {

    /** Connections, resources, conflicts, operators: classes of SQLSTATE that say nothing against the statement. */
    private static final Set<String> OF_THE_SERVER = Set.of("08", "40", "53", "55", "57");

    private Passing() {}

    static boolean is(Throwable problem) {
        return switch (problem) {
            case PortalUnavailableException silence -> true;
            case TenantUnavailableException unserved -> true;
            case PluginException failure -> !isRefusal(failure.getCause());
            case DatabaseException error -> isOfTheServer(error.getSqlState());
            case ClosedConnectionException closed -> true;
            case VertxException broken -> true;
            case IOException broken -> true; // await() throws checked exceptions as they are
            case TimeoutException silence -> true;
            case InterruptedException stopped -> true;
            default -> false;
        };
    }

    /** An answer that the portal refused it will refuse the next time too. */
    private static boolean isRefusal(@Nullable Throwable cause) {
        return cause instanceof ChatException refusal && refusal.getCause() == null;
    }

    private static boolean isOfTheServer(@Nullable String state) {
        return state != null && state.length() == 5 && OF_THE_SERVER.contains(state.substring(0, 2));
    }
}
