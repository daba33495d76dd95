import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Tracing } from '../../domain/ports/tracing.ts';

export type OpenTelemetryOptions = {
  /** The collector's address, without `/v1/traces`. */
  readonly endpoint: string;
  readonly version: string;
};

/** Spans to a collector by OTLP over HTTP. The Elasticsearch client and the queue make spans of their own as soon as a provider is registered. */
export function createOpenTelemetry({ endpoint, version }: OpenTelemetryOptions): Tracing & { readonly close: () => Promise<void> } {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'rushes', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` }))],
  });
  provider.register();
  const tracer = trace.getTracer('rushes', version);
  return {
    span: (name, attributes, work, parent) => {
      const outer = parent === undefined ? context.active() : propagation.extract(context.active(), { traceparent: parent });
      const kind = parent === undefined ? SpanKind.INTERNAL : SpanKind.SERVER;
      return tracer.startActiveSpan(name, { attributes, kind }, outer, async (span) => {
        try {
          return await work();
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
          throw error;
        } finally {
          span.end();
        }
      });
    },
    note: (attributes) => void trace.getActiveSpan()?.setAttributes(attributes),
    // A collector that does not answer must not hold the process up.
    close: async () => {
      await Promise.race([provider.shutdown().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}
