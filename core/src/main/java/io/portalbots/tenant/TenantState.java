package io.portalbots.tenant;

/**
 * What can be done for a tenant. Each state but the good one says why, and each says what becomes of it: news it does not
 * name change nothing.
 */
public sealed interface TenantState {

    /** A word for tables, metrics and people. */
    String word();

    /** Why; empty for {@link Active}. */
    String reason();

    /** The state after {@code news}; this one, if they change nothing. */
    TenantState after(News news);

    /** Somebody says that it is installed, and nobody has confirmed it yet. Ends after an hour. */
    record Unverified(String reason) implements TenantState {

        @Override
        public String word() {
            return "unverified";
        }

        @Override
        public TenantState after(News news) {
            return news instanceof News.Proven ? new Active() : this;
        }
    }

    /** Installed, with tokens that work as far as we know. */
    record Active() implements TenantState {

        @Override
        public String word() {
            return "active";
        }

        @Override
        public String reason() {
            return "";
        }

        @Override
        public TenantState after(News news) {
            return switch (news) {
                case News.TokensLost lost -> new AuthLost(lost.why());
                case News.Barred barred -> new Suspended(barred.cause(), barred.why());
                case News.OutOfReach silent -> new Unreachable(silent.why());
                case News.Gone gone -> new Removed(gone.why());
                case News.Proven proven -> this;
                case News.Answered answered -> this;
                case News.Released released -> this;
            };
        }
    }

    /** No chain of its tokens is left; healed by its next verified event, or by an administrator who opens the page. */
    record AuthLost(String reason) implements TenantState {

        @Override
        public String word() {
            return "auth_lost";
        }

        @Override
        public TenantState after(News news) {
            return switch (news) {
                case News.Proven proven -> new Active();
                case News.Barred barred
                when barred.cause() == Cause.OPERATOR -> new Suspended(Cause.OPERATOR, barred.why());
                case News.Gone gone -> new Removed(gone.why());
                case News.Barred barred -> this;
                case News.TokensLost lost -> this;
                case News.OutOfReach silent -> this;
                case News.Answered answered -> this;
                case News.Released released -> this;
            };
        }
    }

    /** Must not be called for now. What the portal bars it lifts by itself; what the operator bars, the operator. */
    record Suspended(Cause cause, String reason) implements TenantState {

        @Override
        public String word() {
            return "suspended";
        }

        @Override
        public TenantState after(News news) {
            if (cause == Cause.OPERATOR) {
                return switch (news) {
                    case News.Released released -> new Active();
                    case News.Gone gone -> new Removed(gone.why());
                    case News.Proven proven -> this;
                    case News.Answered answered -> this;
                    case News.TokensLost lost -> this;
                    case News.Barred barred -> this;
                    case News.OutOfReach silent -> this;
                };
            }
            return switch (news) {
                case News.Proven proven -> new Active();
                case News.Answered answered -> new Active();
                case News.Released released -> new Active();
                case News.TokensLost lost -> new AuthLost(lost.why());
                case News.Barred barred -> barred.cause() == cause ? this : new Suspended(barred.cause(), barred.why());
                case News.OutOfReach silent -> new Unreachable(silent.why());
                case News.Gone gone -> new Removed(gone.why());
            };
        }
    }

    /** Its portal cannot be reached; probed, more and more rarely. */
    record Unreachable(String reason) implements TenantState {

        @Override
        public String word() {
            return "unreachable";
        }

        @Override
        public TenantState after(News news) {
            return switch (news) {
                case News.Proven proven -> new Active();
                case News.Answered answered -> new Active();
                case News.Released released -> new Active();
                case News.TokensLost lost -> new AuthLost(lost.why());
                case News.Barred barred -> new Suspended(barred.cause(), barred.why());
                case News.OutOfReach silent -> this;
                case News.Gone gone -> new Removed(gone.why());
            };
        }
    }

    /** Uninstalled. Its settings wait for a return. */
    record Removed(String reason) implements TenantState {

        @Override
        public String word() {
            return "removed";
        }

        @Override
        public TenantState after(News news) {
            return news instanceof News.Proven ? new Active() : this;
        }
    }

    /** Why a tenant is suspended. */
    enum Cause {
        /** The portal's subscription to the application ended. */
        PAYMENT,
        /** The portal's plan has no REST, or the application is switched off there. */
        PLAN,
        /** The portal put the application on hold for the load it makes. */
        OVERLOAD,
        /** Our operator said so. */
        OPERATOR
    }

    /** What happened to a tenant. */
    sealed interface News {

        /** An installation, or a chain of tokens, was proven. */
        record Proven() implements News {}

        /** Its last chain of tokens is dead. */
        record TokensLost(String why) implements News {}

        /** The portal, or our operator, does not want it to be served. */
        record Barred(Cause cause, String why) implements News {}

        /** The operator lifts what bars it. */
        record Released() implements News {}

        /** No connection to its portal is possible. */
        record OutOfReach(String why) implements News {}

        /** Its portal answered as it should. */
        record Answered() implements News {}

        /** It was uninstalled, or out of reach for too long. */
        record Gone(String why) implements News {}
    }

    /** Reads what a table keeps: {@link #word}, cause and {@link #reason}. */
    static TenantState of(String word, String cause, String reason) {
        return switch (word) {
            case "unverified" -> new Unverified(reason);
            case "active" -> new Active();
            case "auth_lost" -> new AuthLost(reason);
            case "suspended" -> new Suspended(cause.isEmpty() ? Cause.PAYMENT : Cause.valueOf(cause), reason);
            case "unreachable" -> new Unreachable(reason);
            case "removed" -> new Removed(reason);
            default -> throw new IllegalArgumentException("no tenant state '" + word + "'");
        };
    }
}
