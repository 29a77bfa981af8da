import type { ErrorLike } from '@apollo/client';
import { createContext, type ReactNode, use, useCallback, useEffect, useId, useRef, useState } from 'react';
import { type Outage, outagesIn } from './outage.ts';

interface Report {
  readonly outages: readonly Outage[];
  readonly retry: () => unknown;
}

type Reports = ReadonlyMap<string, Report>;
type Tell = (who: string, report: Report | undefined) => void;

const ReportsContext = createContext<Reports>(new Map());
const TellContext = createContext<Tell>(() => undefined);

/** Gathers what the parts of the page that are on screen could not read. */
export function OutageProvider({ children }: { readonly children: ReactNode }) {
  const [reports, setReports] = useState<Reports>(new Map());
  const tell = useCallback<Tell>((who, report) => {
    setReports((before) => {
      const others = [...before].filter(([name]) => name !== who);
      return new Map(report ? [...others, [who, report]] : others);
    });
  }, []);
  return (
    <TellContext value={tell}>
      <ReportsContext value={reports}>{children}</ReportsContext>
    </TellContext>
  );
}

export function useOutages(): { readonly outages: readonly Outage[]; readonly retry: () => void } {
  const reports = [...use(ReportsContext).values()];
  return {
    outages: [...new Set(reports.flatMap(({ outages }) => outages))],
    retry: () => {
      for (const report of reports) report.retry();
    },
  };
}

/**
 * Tells the banner what this part of the page could not read, for as long as it is on screen.
 *
 * @returns the last error that was not yet followed by a success: nothing blinks while a read is tried again.
 */
export function useOutageReport(
  { error, loading }: { readonly error?: ErrorLike | undefined; readonly loading: boolean },
  retry: () => unknown,
): ErrorLike | undefined {
  const [settled, setSettled] = useState(error);
  if (!loading && settled !== error) setSettled(error);

  const who = useId();
  const tell = use(TellContext);
  const latestRetry = useRef(retry);
  useEffect(() => {
    latestRetry.current = retry;
  });
  useEffect(() => {
    const outages = outagesIn(settled);
    if (outages.length === 0) return;
    tell(who, { outages, retry: () => latestRetry.current() });
    return () => tell(who, undefined);
  }, [settled, tell, who]);
  return settled;
}
