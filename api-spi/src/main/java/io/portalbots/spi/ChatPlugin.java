package io.portalbots.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * A plugin: chat apps for the messengers of many portals, and the answers to what people do with them.
 *
 * <p>A plugin is one public class with a constructor without arguments, annotated with PF4J's
 * {@code @Extension}, in a jar whose manifest has {@code Plugin-Id}, {@code Plugin-Version} and
 * {@code Plugin-Requires: >=1.0.0 & <2.0.0}. What it can rely on:
 *
 * <ol>
 *   <li>One instance serves all portals. Which portal a call is about is always in its arguments.
 *   <li>Calls come on a few threads of the plugin's own, several at a time: keep no state that is not safe for that.
 *   <li>A call that takes longer than five seconds is given up: its thread is interrupted, and what it
 *       still says is refused. A plugin that goes on so is not called for a while, and one that eats all memory or makes
 *       more than 100 threads is not called until its jar changes. What it has on portals stays.
 *   <li>An answer to one event has 20 messages at most.
 *   <li>{@link #bot}, {@link #commands} and {@link #settings} are asked once, after loading, and never change.
 *   <li>{@link #offer} is asked again whenever something changed. It must be pure: equal arguments, equal answer.
 *   <li>An exception harms nobody else. A plugin whose {@code offer} fails keeps the buttons it has.
 * </ol>
 */
public interface ChatPlugin extends ExtensionPoint {

    /** The plugin's own bot. Without one its apps belong to the bot of the platform, and nobody can write to it. */
    default Optional<BotProfile> bot() {
        return Optional.empty();
    }

    /** The slash commands of {@link #bot()}; a plugin that declares any must have a bot. */
    default List<Command> commands() {
        return List.of();
    }

    /** What the administrator of a portal can set for this plugin. */
    default List<Setting> settings() {
        return List.of();
    }

    /** The apps for one portal, and what is missing there for more. Pure. */
    Offer offer(PortalInfo portal);

    /**
     * What the bot says when it joins a dialog, in the language of {@code arrival.person()}. The platform posts
     * it above a keyboard of the apps that can be used there.
     */
    default String greeting(Arrival arrival) {
        return arrival.person().language().equals("de")
                ? "Hallo! Das kann ich hier:"
                : "Hello! This is what I can do here:";
    }

    /** A person wrote to the bot, or mentioned it in a group. */
    default void onMessage(Message message, Chat chat) {}

    /** A person ran one of {@link #commands()}: typed it, or pressed a button that sends it. */
    default void onCommand(CommandCall call, Chat chat) {}

    /** A person opened a frame of an app with an {@link ChatApp.Action.Iframe} action. */
    default Page frame(FrameVisit visit) {
        throw new UnsupportedOperationException(getClass().getName() + " offers the frame '" + visit.appCode()
                + "' but does not implement frame(FrameVisit)");
    }

    /** Likewise; a plugin that needs something of its host to make the page implements this one instead. */
    default Page frame(FrameVisit visit, Host host) {
        return frame(visit);
    }

    /**
     * A person sent a form of the plugin's frame, {@code <form method="post">} without an action; what is answered stands
     * in the frame then. Who it is and that the form came from the frame is sure; what the fields say is not.
     *
     * @param fields by name, of those of one name the last; 256 KB and 512 fields at most
     */
    default Page submitted(FrameVisit visit, Map<String, String> fields, Host host) {
        throw new UnsupportedOperationException(getClass().getName() + " has a form in the frame '" + visit.appCode()
                + "' but does not implement submitted(FrameVisit, Map, Host)");
    }
}
