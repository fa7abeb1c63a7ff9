const MINUTE = 60_000;

/**
 * How current the list of chat apps is, in words: {stale, hint, tip}. The hint is empty as long as
 * there is nothing to wait for. `session` is the sandbox's view of it, `now` the sandbox's time.
 */
export function freshness({ stale, loadedAt, refreshAt }, now) {
  const left = Math.ceil((Date.parse(refreshAt) - Date.parse(now)) / MINUTE);
  const when = left > 1 ? `in ${left} min` : 'within a minute';
  return {
    stale,
    hint: stale ? `Apps have changed. Renews ${when}.`
      : left <= 1 ? `The list of apps renews ${when}.` : '',
    tip: `${stale ? 'Older than what the portal has.' : 'As the portal has it.'} Loaded at ${time(loadedAt)},`
      + ` renews itself ${when}: nobody tells a messenger of new apps before that.`,
  };
}

const time = instant => new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
