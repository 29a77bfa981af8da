import { useState } from 'react';
import { type FragmentType, graphql, readFragment } from '../generated/index.ts';
import { Furniture } from './furniture.tsx';
import { describeLook } from './look.ts';

export const PictureFields = graphql(`
  fragment PictureFields on Product {
    productId
    name
    dimension {
      color
    }
    images {
      href
      rel
      caption
    }
  }
`);

interface PictureProps {
  readonly of: FragmentType<typeof PictureFields>;
  /** On a page of its own it is described; in a card the product's name stands below it. */
  readonly isLarge?: boolean;
}

/** The product's picture over a drawing that stands in for it until it has come, and when it does not. */
export function Picture({ of, isLarge = false }: PictureProps) {
  const { productId, name, dimension, images } = readFragment(PictureFields, of);
  const image = images.find(({ rel }) => rel === (isLarge ? 'large_image' : 'medium_image')) ?? images[0];
  const [state, setState] = useState<'waiting' | 'shown' | 'failed'>('waiting');
  const look = describeLook(name ?? productId, dimension?.color);
  return (
    <span className={isLarge ? 'picture picture-large' : 'picture'} data-backdrop={look.backdrop}>
      <svg viewBox="0 0 240 240" aria-hidden="true">
        <Furniture kind={look.kind} color={look.color} material={look.material} />
      </svg>
      {image?.href && state !== 'failed' && (
        <img
          src={image.href}
          alt={isLarge ? (image.caption ?? name ?? productId) : ''}
          loading={isLarge ? 'eager' : 'lazy'}
          className={state}
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
        />
      )}
    </span>
  );
}
