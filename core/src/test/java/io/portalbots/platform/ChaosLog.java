package io.portalbots.platform;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.LoggerFactory;

/** I8: what is logged as our configuration has it, and whether a secret is in it. */
final class ChaosLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root;
    private final Set<String> secrets = new TreeSet<>();
    private final StringBuilder text = new StringBuilder();

    ChaosLog() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        setContext(context);
        start();
        root.addAppender(this);
    }

    synchronized void forbid(Collection<String> more) {
        secrets.addAll(more);
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        if (!event.getLoggerName().startsWith("io.portalbots.sandbox")) {
            text.append(event.getFormattedMessage()).append(event.getKeyValuePairs());
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            text.append('\n');
        }
    }

    /** Lines since the last time that show a secret. */
    synchronized List<String> shown() {
        var found = new ArrayList<String>();
        text.toString()
                .lines()
                .filter(line -> secrets.stream().anyMatch(line::contains))
                .forEach(line -> found.add("I8: the log shows a secret: " + line));
        text.setLength(0);
        return found;
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
    }
}
