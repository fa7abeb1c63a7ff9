package io.portalbots.spi;

/**
 * Where and for whom an app is there.
 *
 * @param context the kind of dialog
 * @param adminsOnly whether only the portal's administrators get it
 * @param extranet whether people from outside the company, invited to the portal, get it too
 * @param livechat whether visitors of the website's online chat get it too
 */
public record Audience(Context context, boolean adminsOnly, boolean extranet, boolean livechat) {

    /** The dialogs an app is offered in. One only; the wire knows no lists. */
    public enum Context {
        /** Every dialog. */
        ALL,
        /** Private chats between two people. */
        USER,
        /** Group chats. */
        CHAT,
        /** The private chat with the bot that owns the app. */
        BOT,
        /** Open Channels chats. */
        LINES,
        /** Chats made by telephony. */
        CALL
    }

    /** Employees, in {@code context}. */
    public static Audience in(Context context) {
        return new Audience(context, false, false, false);
    }

    /** Employees, everywhere. */
    public static Audience everywhere() {
        return in(Context.ALL);
    }

    public Audience adminsOnly(boolean only) {
        return new Audience(context, only, extranet, livechat);
    }

    public Audience extranet(boolean too) {
        return new Audience(context, adminsOnly, too, livechat);
    }

    public Audience livechat(boolean too) {
        return new Audience(context, adminsOnly, extranet, too);
    }
}
