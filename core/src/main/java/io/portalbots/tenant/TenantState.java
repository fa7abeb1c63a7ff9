package io.portalbots.tenant;

/** What can be done for a tenant. Each state but the good one says why. */
public sealed interface TenantState {

    /** A word for tables and metrics. */
    default String word() {
        return switch (this) {
            case Active active -> "active";
            case AuthLost lost -> "auth_lost";
            case Suspended suspended -> "suspended";
            case Removed removed -> "removed";
        };
    }

    /** Why; empty for {@link Active}. */
    default String reason() {
        return switch (this) {
            case Active active -> "";
            case AuthLost lost -> lost.why();
            case Suspended suspended -> suspended.why();
            case Removed removed -> removed.why();
        };
    }

    static TenantState of(String word, String reason) {
        return switch (word) {
            case "active" -> new Active();
            case "auth_lost" -> new AuthLost(reason);
            case "suspended" -> new Suspended(reason);
            case "removed" -> new Removed(reason);
            default -> throw new IllegalArgumentException("no tenant state '" + word + "'");
        };
    }

    /** Installed, with tokens that work as far as we know. */
    record Active() implements TenantState {}

    /** Its tokens are refused; healed by the next installation. */
    record AuthLost(String why) implements TenantState {}

    /** The portal refuses the application as a whole, for want of payment or by its plan. */
    record Suspended(String why) implements TenantState {}

    /** Uninstalled. Its settings wait for a return. */
    record Removed(String why) implements TenantState {}
}
